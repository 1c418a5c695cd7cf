namespace Tongbi.Collector.Aberrations;

/// <summary>Settings of the Farrington detectors under the names of R's <c>surveillance</c>.</summary>
public sealed record FarringtonParameters
{
    /// <summary>b: years back, 1 or more.</summary>
    public int YearsBack { get; init; } = 5;

    /// <summary>w: half-width of the window around the same week, 0 or more.</summary>
    public int HalfWindow { get; init; } = 3;

    /// <summary>Whether past outbreaks are weighted down once before the final fit.</summary>
    public bool Reweight { get; init; } = true;

    /// <summary>Anscombe residual above which a past count is weighted down.</summary>
    public double WeightsThreshold { get; init; } = 2.58;

    /// <summary>Error of the upper bound: one-sided, or two-sided in the original method.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Whether a linear trend may be fitted.</summary>
    public bool Trend { get; init; } = true;

    /// <summary>The trend is kept only if its p-value is below this; 1 = always kept.</summary>
    public double PThresholdTrend { get; init; } = 0.05;

    /// <summary>Fewer cases than this in the last <see cref="Limit54Period"/> weeks, the present one included: no result.</summary>
    public double Limit54Cases { get; init; } = 5;

    /// <summary>Weeks of the guard against tiny counts.</summary>
    public int Limit54Period { get; init; } = 4;

    /// <summary>Exponent of the transformation: ⅔, ½ or 1 (none). Only for <see cref="FarringtonThreshold.Delta"/>.</summary>
    public double Power { get; init; } = 2.0 / 3;

    /// <summary>Levels of the seasonal factor; 1 = only the windows are used.</summary>
    public int NoPeriods { get; init; } = 1;

    /// <summary>Weeks before the present one that are not used.</summary>
    public int PastWeeksNotIncluded { get; init; } = 3;

    /// <summary>How the bound is made.</summary>
    public FarringtonThreshold ThresholdMethod { get; init; } = FarringtonThreshold.Delta;

    /// <summary>Whether alpha is shared by both sides, as in the original method.</summary>
    public bool TwoSided { get; init; }

    /// <summary>Observations a year, 52 for weeks.</summary>
    public int Frequency { get; init; } = 52;

    /// <summary>The original method (Farrington et al. 1996): weights from residual 1, two-sided limit.</summary>
    public static FarringtonParameters Original { get; } = new() { WeightsThreshold = 1, TwoSided = true };

    /// <summary>The improved method (Noufaily et al. 2013): whole years with a ten-level season, trend always, negative-binomial bound.</summary>
    public static FarringtonParameters Noufaily { get; } = new()
    {
        NoPeriods = 10,
        PastWeeksNotIncluded = 26,
        PThresholdTrend = 1,
        ThresholdMethod = FarringtonThreshold.NbPlugin,
        Alpha = 0.01,
    };
}
