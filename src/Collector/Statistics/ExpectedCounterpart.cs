using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// What past periods of the same kind let expect of this one; of a running period the same elapsed part of each. The base is the expected count, printed
/// with 2 decimals, while change and rate are rounded once from the unrounded one. Only counts of happenings have an expectation.
/// </summary>
internal sealed class ExpectedCounterpart : Counterpart
{
    /// <summary>Places the past periods, oldest first; null entries lie outside the calendar's years.</summary>
    public ExpectedCounterpart(ComparisonBasis basis, NamedPeriod period, ComparedSpan? current, StatisticalNow now, Rounding rounding)
        : base(basis, new ComparisonWording(basis, 0))
    {
        this.current = current;
        this.rounding = rounding;
        calendar = now.Calendar;
        method = ExpectationMethod.Of(basis, period);
        PeriodMapper mapper = new(calendar);
        past = method is null || current is null ? []
            : [.. Enumerable.Range(1, method.Periods).Reverse().Select(steps => method.ByWeeks ? mapper.WeeksBefore(period, steps, now) : mapper.Before(period, steps, now))];
    }

    /// <inheritdoc/>
    public override StatisticComparison Compare(ICountReader counts, Subject subject, Reading? current, out bool isSomething)
    {
        isSomething = false;
        StatisticComparison comparison = new(null, current?.Value(rounding), null, null, null, null, null, "", "", null, Comparable: false, null, []);
        if (subject.Metric.Kind is MetricKind.Stock or MetricKind.Ratio || method is null)
        {
            return Without(comparison, ComparisonReasons.NotACount, Words.NotACount());
        }

        if (this.current is not { Hours: { } hours } span || current is not { Above.Value: long count })
        {
            return Without(comparison, ComparisonReasons.NoCurrent, Words.NoCurrent());
        }

        PastCount[] history = Read(counts, subject.Measure);
        isSomething = Array.Exists(history, one => one.Count > 0);
        if (history.Length == 0 || method.Expect(history, new PastCount(span.FromDay, hours.Hours, count)) is not { } expected)
        {
            return Without(comparison, ComparisonReasons.NoBase, Words.NoExpectation());
        }

        comparison = comparison with
        {
            Period = new StatisticPeriod(null, Date(history[0].FromDay), Date(past[^1]!.Value.ToDay), history.Length * span.Days, null, null, null),
            Value = Math.Round(expected.Value, DailyMean.Decimals, Midpoint),
            Change = Math.Round(count - expected.Value, DailyMean.Decimals, Midpoint),
            RateRatio = expected.RateRatio,
            Wheeler = count < 0 || expected.Value < 0 ? null : 2 * (Math.Sqrt(count) - Math.Sqrt((double)expected.Value)),
            Comparable = true,
            Marks = [.. Comparer.Marks(expected.Value, expected.RateRatio), .. current is { Knowledge: CountKnowledge.Partial } ? [ComparisonMarks.PartialCurrent] : Array.Empty<string>()],
            Samples = expected.Samples,
            UpperBound = expected.UpperBound,
            Score = expected.Score,
            Alarm = expected.Alarm,
        };
        return Noting(Rate(comparison, subject.Metric, count, expected), subject, history[0].FromDay, span.ToDay);
    }

    private StatisticComparison Rate(StatisticComparison comparison, Metric metric, long count, Expectation expected)
    {
        if (expected.Value <= 0 && count != expected.Value)
        {
            return Without(
                comparison,
                expected.Value < 0 ? ComparisonReasons.NegativeBase : ComparisonReasons.ZeroBase,
                Words.NoRate(FigureText.Mean(expected.Value), metric.Unit));
        }

        decimal rate = expected.Value == 0 ? 0 : Math.Round((count - expected.Value) / expected.Value, 4, Midpoint);
        (string text, string textEn) = rate == 0 ? Words.Level(count == expected.Value) : Words.Rate(rate, zeroIncident: false);
        if (expected.Alarm == true)
        {
            (text, textEn) = expected.UpperBound is { } bound ? ComparisonWording.Alarm(text, textEn, (decimal)bound, metric.Unit) : ComparisonWording.Alarm(text, textEn);
        }

        return comparison with { Rate = rate, Percent = FigureText.Percent(rate), Text = text, TextEn = textEn };
    }

    private PastCount[] Read(ICountReader counts, Measure measure)
    {
        List<PastCount> history = [];
        foreach (ComparedSpan? one in past)
        {
            if (one is not { Hours: { } hours } span)
            {
                // Before the calendar's years: nothing older can count either.
                history.Clear();
                continue;
            }

            // A period of which part is unknown would lower what is expected.
            Reading reading = measure.Read(counts, span);
            history.Add(new PastCount(span.FromDay, hours.Hours, reading.Knowledge == CountKnowledge.Full ? reading.Above.Value : null));
        }

        int begin = history.FindIndex(one => one.Count is not null);
        return begin < 0 ? [] : [.. history.Skip(begin)];
    }

    private static StatisticComparison Without(StatisticComparison comparison, string reason, (string Text, string TextEn) words) =>
        comparison with { Reason = reason, Text = words.Text, TextEn = words.TextEn };

    private MidpointRounding Midpoint => rounding == Rounding.HalfToEven ? MidpointRounding.ToEven : MidpointRounding.AwayFromZero;

    private readonly ComparedSpan? current;
    private readonly OfficeCalendar calendar;
    private readonly Rounding rounding;
    private readonly ExpectationMethod? method;
    private readonly ComparedSpan?[] past;
}
