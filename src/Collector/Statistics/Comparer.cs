using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>Holds one reading against another. Never invents a number: what cannot be compared says why.</summary>
internal static class Comparer
{
    /// <summary>Compares two readings of one metric.</summary>
    /// <param name="metric">Says what the readings are.</param>
    /// <param name="words">The comparison's sentences.</param>
    /// <param name="current">This side; null = a running period without a complete hour.</param>
    /// <param name="base">The other side; null = no counterpart.</param>
    /// <param name="period">The other side's period, for print.</param>
    /// <param name="exposure">Hours of both sides.</param>
    /// <param name="rounding">For the rate.</param>
    /// <param name="tests">Whether the exact test is made.</param>
    public static StatisticComparison Compare(
        Metric metric, ComparisonWording words, Reading? current, Reading? @base, StatisticPeriod? period, (int Current, int Base) exposure, Rounding rounding, bool tests)
    {
        decimal? value = current?.Value(rounding);
        decimal? baseValue = @base?.Value(rounding);
        StatisticComparison comparison = new(period, value, baseValue, null, null, null, null, "", "", null, Comparable: false, null, Marks(current, @base));
        if (current is not { } now || value is null)
        {
            return Without(comparison, ComparisonReasons.NoCurrent, words.NoCurrent());
        }

        if (@base is not { } then)
        {
            return Without(comparison, ComparisonReasons.NoCounterpart, words.NoBase());
        }

        if (!then.IsKnown)
        {
            return then.Knowledge == CountKnowledge.TooCoarse
                ? Without(comparison, ComparisonReasons.CoarseBase, words.CoarseBase())
                : Without(comparison, ComparisonReasons.NoBase, words.NoBase());
        }

        comparison = comparison with { Comparable = true };
        return metric.Kind == MetricKind.Ratio
            ? ComparePoints(comparison, metric, words, now, then, rounding)
            : CompareCounts(comparison, metric, words, exposure, rounding, tests);
    }

    private static StatisticComparison ComparePoints(StatisticComparison comparison, Metric metric, ComparisonWording words, Reading current, Reading @base, Rounding rounding)
    {
        // Known, so the denominator has a value; a ratio over nothing does not exist.
        if (@base.Below!.Value.Value!.Value <= 0)
        {
            // The loader has checked that a ratio has its parts.
            return Without(comparison, ComparisonReasons.ZeroBase, words.NoRate(@base.Below.Value.Value.Value, metric.Denominator!.Unit));
        }

        (decimal points, bool equal) = Reading.Points(current, @base, rounding);
        (string text, string textEn) = points == 0 ? words.Level(equal) : words.Points(points);
        return comparison with { Change = points / 100, Points = points, Percent = FigureText.WithSign(points), Text = text, TextEn = textEn };
    }

    private static StatisticComparison CompareCounts(
        StatisticComparison comparison, Metric metric, ComparisonWording words, (int Current, int Base) exposure, Rounding rounding, bool tests)
    {
        // Whole counts: only a ratio's value has decimals.
        (long current, long @base) = ((long)comparison.Current!.Value, (long)comparison.Value!.Value);
        comparison = comparison with
        {
            Change = (decimal)current - @base,
            RateRatio = !tests || metric.Kind == MetricKind.Stock ? null : ExactRateRatio.Compare(current, exposure.Current, @base, exposure.Base),
            Wheeler = metric.Kind == MetricKind.Stock ? null : Wheeler(current, exposure.Current, @base, exposure.Base),
        };
        if (comparison.RateRatio is { } ratio)
        {
            comparison = comparison with { Marks = [.. comparison.Marks, MarkOf(ratio)] };
        }

        if (@base < 0)
        {
            return Without(comparison, ComparisonReasons.NegativeBase, words.NoRate(@base, metric.Unit));
        }

        if (@base == 0 && current != 0)
        {
            return Without(comparison, ComparisonReasons.ZeroBase, words.NoRate(0, metric.Unit));
        }

        decimal rate = @base == 0 ? 0 : ExactQuotient.RateOfChange(current, @base, 4, rounding);
        (string text, string textEn) = rate == 0 ? words.Level(current == @base) : words.Rate(rate, zeroIncident: current == 0 && metric.Unit == CaseUnit);
        return comparison with { Rate = rate, Percent = FigureText.Percent(rate), Text = text, TextEn = textEn };
    }

    /// <summary>The marks of a count against an expected one.</summary>
    public static IReadOnlyList<string> Marks(decimal expected, RateRatio? ratio)
    {
        List<string> marks = [];
        if (expected is >= 0 and < SmallBase)
        {
            marks.Add(ComparisonMarks.SmallBase);
        }

        if (ratio is not null)
        {
            marks.Add(MarkOf(ratio));
        }

        return marks;
    }

    /// <summary>2(√x − √(y·t/u)), see <see cref="StatisticComparison.Wheeler"/>; null for what is no count over time.</summary>
    public static double? Wheeler(long current, double currentExposure, long @base, double baseExposure) =>
        current < 0 || @base < 0 || !(currentExposure > 0) || !(baseExposure > 0) ? null
            : 2 * (Math.Sqrt(current) - Math.Sqrt(@base * (currentExposure / baseExposure)));

    private static string MarkOf(RateRatio ratio) => ratio.Significant ? ComparisonMarks.Significant : ComparisonMarks.Normal;

    private static StatisticComparison Without(StatisticComparison comparison, string reason, (string Text, string TextEn) words) =>
        comparison with { Reason = reason, Text = words.Text, TextEn = words.TextEn };

    private static List<string> Marks(Reading? current, Reading? @base)
    {
        List<string> marks = [];
        if ((@base?.Below ?? @base?.Above)?.Value is >= 0 and < SmallBase)
        {
            marks.Add(ComparisonMarks.SmallBase);
        }

        if (@base?.Knowledge == CountKnowledge.Partial)
        {
            marks.Add(ComparisonMarks.PartialBase);
        }

        if (current?.Knowledge == CountKnowledge.Partial)
        {
            marks.Add(ComparisonMarks.PartialCurrent);
        }

        return marks;
    }

    /// <summary>Cases and calls are counted in 起; only of those 零发案 can be said.</summary>
    public const string CaseUnit = "起";

    /// <summary>A base below this is marked 基数较小.</summary>
    private const int SmallBase = 10;
}
