namespace Tongbi.Collector.Bulletins;

/// <summary>What a column of a bulletin's table holds.</summary>
internal enum TableColumnRole
{
    /// <summary>Names, or counts of a category.</summary>
    Other,

    /// <summary>本期, 本月: the counts.</summary>
    Current,

    /// <summary>上期, 上年同期: earlier counts.</summary>
    Base,

    /// <summary>同比%, 环比%: changes in percent.</summary>
    Rate,

    /// <summary>增减数: changes as counts.</summary>
    Difference,

    /// <summary>同比, 增减: changes of either kind.</summary>
    Change,

    /// <summary>占比.</summary>
    Share,

    /// <summary>日均.</summary>
    DailyMean,

    /// <summary>合计: the sum of the columns before it.</summary>
    Total,

    /// <summary>Ratios, ranks, running numbers: nothing to add up.</summary>
    Ignored,
}
