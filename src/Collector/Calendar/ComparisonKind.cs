namespace Tongbi.Collector.Calendar;

/// <summary>What a period is held against.</summary>
public enum ComparisonKind
{
    /// <summary>同比: the same period of the year before, or of a year named.</summary>
    Year,

    /// <summary>The same weekdays a year before: 364 days back.</summary>
    YearWeekday,

    /// <summary>农历同比: the same days around Spring Festival a year before.</summary>
    YearLunar,

    /// <summary>环比: the period before, of the same length and kind.</summary>
    Previous,

    /// <summary>The mean of the last 15 comparable weeks.</summary>
    MeanOfWeeks,

    /// <summary>What the Farrington detector in Noufaily's form expects.</summary>
    FarringtonFlexible,

    /// <summary>The baseline of EARS C1.</summary>
    EarsC1,

    /// <summary>The baseline of EARS C2.</summary>
    EarsC2,

    /// <summary>The baseline of EARS C3.</summary>
    EarsC3,

    /// <summary>The in-control mean of a Poisson CUSUM.</summary>
    Cusum,
}
