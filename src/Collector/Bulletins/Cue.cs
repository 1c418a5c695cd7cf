namespace Tongbi.Collector.Bulletins;

/// <summary>What a known word of the office's wording tells about the number that follows it.</summary>
internal enum Cue
{
    /// <summary>上升, 增加, ↑.</summary>
    Up,

    /// <summary>下降, 减少, ↓.</summary>
    Down,

    /// <summary>上升到, 降至: the number that follows is the new level, not the change.</summary>
    Reaches,

    /// <summary>同比.</summary>
    YearOnYear,

    /// <summary>环比.</summary>
    PeriodOnPeriod,

    /// <summary>上年同期: the count that follows is last year's.</summary>
    YearBase,

    /// <summary>上周, 上月: the count that follows is the period's before.</summary>
    PreviousBase,

    /// <summary>日均.</summary>
    DailyMean,

    /// <summary>占, 占比.</summary>
    Share,

    /// <summary>其中.</summary>
    Among,

    /// <summary>合计, 共计.</summary>
    Sum,

    /// <summary>分别.</summary>
    Respectively,

    /// <summary>持平.</summary>
    Level,

    /// <summary>基本持平.</summary>
    NearlyLevel,

    /// <summary>由 62 起 (上升到 70 起).</summary>
    From,

    /// <summary>共, 总数: what is counted is the whole.</summary>
    Whole,

    /// <summary>约, 近.</summary>
    Approximate,

    /// <summary>较, 比, 与: what follows is the other side.</summary>
    Against,

    /// <summary>百分之.</summary>
    PercentPrefix,

    /// <summary>的, 为, 有所: carries nothing and changes no topic.</summary>
    Connective,
}
