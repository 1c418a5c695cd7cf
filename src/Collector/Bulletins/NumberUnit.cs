namespace Tongbi.Collector.Bulletins;

/// <summary>What stands behind a printed number.</summary>
internal enum NumberUnit
{
    /// <summary>Nothing that tells what is counted.</summary>
    None,

    /// <summary>A measure word: 起, 件, 人.</summary>
    Count,

    /// <summary>%.</summary>
    Percent,

    /// <summary>百分点.</summary>
    Points,

    /// <summary>倍.</summary>
    Times,
}
