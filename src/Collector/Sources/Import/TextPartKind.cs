namespace Tongbi.Collector.Sources.Import;

/// <summary>Where a piece of a field's text comes from.</summary>
internal enum TextPartKind
{
    /// <summary>It is written in the mapping.</summary>
    Fixed,

    /// <summary>A column of the row.</summary>
    Column,

    /// <summary>The number of the row.</summary>
    Row,
}
