namespace Tongbi.Collector.Calendar;

/// <summary>What a period is held against.</summary>
public enum ComparisonKind
{
    /// <summary>同比: the same period of the year before, or of a year named.</summary>
    Year,

    /// <summary>The same weekdays a year before: 364 days back.</summary>
    YearWeekday,

    /// <summary>环比: the period before, of the same length and kind.</summary>
    Previous,
}
