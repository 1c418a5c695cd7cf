namespace Tongbi.Collector.Codes;

/// <summary>The code tables of one source. Immutable.</summary>
public sealed class SourceCodes
{
    /// <summary>Key of the category table for records that name no metric.</summary>
    public const string AnyMetric = "*";

    /// <summary>Records of a source that may wait where the file does not say.</summary>
    public const int DefaultLimit = 100_000;

    /// <summary>Most records of a source that a file may let wait.</summary>
    public const int MaximumLimit = 1_000_000;

    /// <summary>Catalogue id of the source.</summary>
    public required string Source { get; init; }

    /// <summary>Whether records with an unmapped code wait; otherwise they are refused for good.</summary>
    public bool Holds { get; init; } = true;

    /// <summary>How many records of the source may wait; more are refused for good.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Lines of the table of units; the lines of one code follow one another.</summary>
    public IReadOnlyList<CodeMapping> Units { get; init; } = [];

    /// <summary>Tables of categories by metric id, or <see cref="AnyMetric"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CodeMapping>> Categories { get; init; } = new Dictionary<string, IReadOnlyList<CodeMapping>>();
}
