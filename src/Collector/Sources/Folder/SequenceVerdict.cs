namespace Tongbi.Collector.Sources.Folder;

/// <summary>How a sequence number follows those that came before.</summary>
internal enum SequenceVerdict
{
    /// <summary>It is the first ever, or the next.</summary>
    Next,

    /// <summary>Numbers before it are missing.</summary>
    Gap,

    /// <summary>It was missing.</summary>
    Filled,

    /// <summary>It came before.</summary>
    Repeat,
}
