namespace Tongbi.Collector.Ingest;

/// <summary>What a code in a record turned out to be.</summary>
internal enum CodeFate
{
    /// <summary>It stands for something in the catalogue.</summary>
    Known,

    /// <summary>Neither the source's table nor the catalogue knows it on that date.</summary>
    Unmapped,

    /// <summary>The source's table says that it is not counted.</summary>
    Ignored,

    /// <summary>Figures only: another code stands for the same, so that their figures would replace one another.</summary>
    Shared,
}
