namespace Tongbi.Collector.Statistics;

/// <summary>What an answer is split by, one level down.</summary>
public enum SplitBy
{
    /// <summary>One item per metric asked for.</summary>
    Metric,

    /// <summary>One item per child unit, and what stands at the unit itself.</summary>
    Unit,

    /// <summary>One item per child category, and what stands at the category itself.</summary>
    Category,

    /// <summary>One item per authoritative source.</summary>
    Source,
}
