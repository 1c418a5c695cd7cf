using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>Turns figures into cells in the statistics' own words. What is unknown or has no meaning is a dash, what is withheld says so.</summary>
internal static class FigureCells
{
    /// <summary>What stands where there is no figure.</summary>
    public const string None = "—";

    /// <summary>What stands for 1 to 4 in the public profile.</summary>
    public const string Few = "<5";

    /// <summary>What stands for a figure that is withheld to protect another.</summary>
    public const string Withheld = "*";

    /// <summary>An empty cell.</summary>
    public static ReportCell Empty { get; } = new(None);

    /// <summary>A count, or a ratio as a percentage.</summary>
    public static ReportCell Count(Metric metric, decimal? value, Disclosed disclosed = Disclosed.Shown) => disclosed switch
    {
        Disclosed.Few => new ReportCell(Few),
        Disclosed.Withheld => new ReportCell(Withheld),
        _ => value is not { } known ? Empty
            : metric.Kind == MetricKind.Ratio ? new ReportCell(FigureText.PlainPercent(known), known)
            : new ReportCell(FigureText.Count((long)known), known),
    };

    /// <summary>A difference of two values.</summary>
    public static ReportCell Change(Metric metric, decimal? old, decimal? now) => (now - old) switch
    {
        null => Empty,
        { } change when metric.Kind == MetricKind.Ratio => new ReportCell(FigureText.WithSign(change * 100), change),
        { } change => new ReportCell((change > 0 ? "+" : "") + FigureText.Count((long)change), change),
    };

    /// <summary>A rate of change, or for ratios the difference in percentage points.</summary>
    public static ReportCell Rate(StatisticComparison? comparison, bool isShown)
    {
        if (!isShown)
        {
            return new ReportCell(Withheld);
        }

        return comparison is not { Percent: { } percent } ? Empty
            : comparison.Points is { } points ? new ReportCell(percent, points / 100)
            : new ReportCell(percent, comparison.Rate);
    }

    /// <summary>A daily mean.</summary>
    public static ReportCell Mean(decimal? mean, bool isShown) =>
        !isShown ? new ReportCell(Withheld) : mean is { } known ? new ReportCell(FigureText.Mean(known), known) : Empty;

    /// <summary>A share of a whole, rounded once from the counts.</summary>
    public static ReportCell Share(decimal? part, decimal? whole, bool isShown)
    {
        if (!isShown)
        {
            return new ReportCell(Withheld);
        }

        if (part is not { } some || whole is not > 0)
        {
            return Empty;
        }

        decimal share = ExactQuotient.Round((long)some, (long)whole.Value, 4, Rounding.HalfAwayFromZero);
        return new ReportCell((share < 0 ? FigureText.Minus.ToString() : "") + FigureText.PlainPercent(share), share);
    }
}
