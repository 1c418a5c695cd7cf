using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics.Sentences;

namespace Tongbi.Collector.Statistics;

/// <summary>Makes the items of one period: everything that depends on the period alone is worked out once.</summary>
internal sealed class ItemBuilder
{
    /// <summary>Places a period and its counterparts.</summary>
    /// <param name="counts">Where to read.</param>
    /// <param name="period">The period.</param>
    /// <param name="now">The moment it is answered for.</param>
    /// <param name="bases">The comparisons.</param>
    /// <param name="rounding">For rates, quotients and means.</param>
    /// <param name="sentenceDecimals">Decimals of percentages in sentences; null = no sentences.</param>
    /// <param name="tests">Whether two counts are also held against each other by the exact test.</param>
    public ItemBuilder(ICountReader counts, NamedPeriod period, StatisticalNow now, IReadOnlyList<ComparisonBasis> bases, Rounding rounding, int? sentenceDecimals = null, bool tests = true)
    {
        this.counts = counts;
        this.rounding = rounding;
        calendar = now.Calendar;
        isComplete = period.IsOverAt(now);
        PeriodMapper mapper = new(calendar);
        current = mapper.Current(period, now);
        // What the running hour has brought so far is part of the value, not of the comparison.
        value = isComplete ? current
            : period.FromDay <= now.Today ? ComparedSpan.CutAt(calendar, period.FromDay, now.Today, now.Hour + 1)
            : null;
        completeDays = isComplete || now.Today <= period.FromDay ? null : ComparedSpan.WholeDays(calendar, period.FromDay, now.Today);
        (string? fromAt, string? toAt) = Instants(current);
        printed = new StatisticPeriod(period.Name, Date(period.FromDay), Date(period.ToDay), period.DaysBegunAt(now), isComplete, fromAt, toAt);
        int year = period.Kind == PeriodKind.Week ? new WeekNumbers(calendar.WeekStart).NumberOf(period.FromDay).Year : calendar.YearOfDay(period.ToDay - 1);
        counterparts =
        [
            .. bases.Select<ComparisonBasis, Counterpart>(basis => basis.IsExpectation
                ? new ExpectedCounterpart(basis, period, current, now, rounding)
                : new PeriodCounterpart(basis, period, current, mapper.Base(period, basis, now), year, calendar, rounding, tests)),
        ];
        sentences = sentenceDecimals is { } decimals ? new SentenceWriter(counts.Catalogue, period, current, decimals, rounding) : null;
    }

    /// <summary>One item; null where the subject is to be left out and nothing stands there on any side.</summary>
    public StatisticItem? Build(Subject subject)
    {
        Reading whole = ReadValue(subject.Measure);
        Reading? compared = current is not { } span ? null : isComplete ? whole : subject.Measure.Read(counts, span);
        bool any = whole.IsSomething;
        Dictionary<string, StatisticComparison> comparisons = new(counterparts.Count, StringComparer.Ordinal);
        foreach (Counterpart counterpart in counterparts)
        {
            comparisons[counterpart.Name] = counterpart.Compare(counts, subject, compared, out bool isSomething);
            any |= isSomething;
        }

        if (subject.OnlyIfAny && !any)
        {
            return null;
        }

        StatisticItem item = new(subject.Metric.Id, subject.Unit, subject.Category, subject.Source, subject.Key, printed, whole.Value(rounding), comparisons, Quality(subject, whole, compared))
        {
            DailyMean = DailyMean.Of(calendar, subject.Metric, current, compared, rounding),
        };
        return sentences?.Complete(item, subject, compared, counterparts) ?? item;
    }

    /// <summary>One line as two sources tell it; null where it is to be left out and nothing stands there on either side.</summary>
    public ReconciliationItem? Reconcile(Subject subject)
    {
        SourceSides sides = subject.Sides ?? throw new ArgumentException($"Metric {subject.Metric.Id} has no two sources of one fact.", nameof(subject));
        SourceComparison comparison = SourceComparison.Read(sides, counts, current, completeDays);
        if (subject.OnlyIfAny && !comparison.Counted.IsSomething && !comparison.Against.IsSomething)
        {
            return null;
        }

        StatisticPeriod over = printed;
        if (!isComplete && comparison.Span is { } span)
        {
            (string? fromAt, string? toAt) = Instants(span);
            over = printed with { To = Date(span.ToDay), Days = span.Days, FromAt = fromAt, ToAt = toAt };
        }

        return new ReconciliationItem(
            subject.Metric.Id,
            subject.Unit,
            subject.Category,
            subject.Key,
            over,
            Side(sides.CountedSource, comparison.Counted),
            Side(sides.AgainstSource, comparison.Against),
            comparison.Difference,
            comparison.Disagree);
    }

    private static ReconciledSide Side(string source, Reading reading) =>
        new(source, reading.Above.Value, !reading.IsKnown ? "unknown" : reading.Knowledge == CountKnowledge.Partial ? "partial" : reading.IsAwaited ? "provisional" : "complete");

    private Reading ReadValue(Measure measure)
    {
        if (value is not { } span)
        {
            // A period that has not begun: nothing can be known of it.
            return new Reading(CountAnswer.Unknown([]));
        }

        Reading reading = measure.Read(counts, span);
        int today = span.ToDay - 1;
        if (!span.IsCut || reading.Knowledge != CountKnowledge.TooCoarse || today <= span.FromDay)
        {
            return reading;
        }

        // A source has sent today's figure for the whole day, which cannot be cut at the hour: the days before it are still known.
        Reading before = measure.Read(counts, ComparedSpan.WholeDays(calendar, span.FromDay, today));
        return new Reading(InPart(before.Above), before.Below is { } below ? InPart(below) : null);
    }

    private static CountAnswer InPart(CountAnswer answer) => answer.Knowledge == CountKnowledge.Full ? answer with { Knowledge = CountKnowledge.Partial } : answer;

    private StatisticQuality Quality(Subject subject, Reading whole, Reading? compared)
    {
        // While a period runs, its last hour always lacks something: only a gap in the complete hours is one.
        Reading judged = !isComplete && compared is { } complete && whole.IsKnown && complete.Knowledge == CountKnowledge.Full ? complete : whole;
        string state = !whole.IsKnown ? "unknown"
            : judged.Knowledge == CountKnowledge.Partial && (isComplete || compared is not null) ? "partial"
            : isComplete && !judged.IsAwaited ? "complete"
            : "provisional";
        CorrectionTally? corrections = whole.IsKnown && value is { } span ? subject.Measure.ReadCorrections(counts, span) : null;
        return new StatisticQuality(state, judged.Missing, Name(whole.Coarsest))
        {
            LateEntries = corrections?.LateEntries,
            Reclassified = corrections?.Reclassified,
            Disagreement = subject.Sides is { } sides ? SourceComparison.Read(sides, counts, current, completeDays).Disagree : null,
        };
    }

    private (string? From, string? To) Instants(ComparedSpan? span) => span is { IsCut: true, Hours: { } hours } ? (Instant(hours.From), Instant(hours.To)) : (null, null);

    private string Instant(int hour) => OffsetDateTimePattern.Rfc3339.Format(calendar.OffsetOfHour(hour));

    private static string Date(int day) => LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(day));

    private static string Name(BucketGrain grain) => grain switch
    {
        BucketGrain.Day => "day",
        BucketGrain.Month => "month",
        BucketGrain.Year => "year",
        _ => "hour",
    };

    private readonly ICountReader counts;
    private readonly OfficeCalendar calendar;
    private readonly Rounding rounding;
    private readonly bool isComplete;
    private readonly ComparedSpan? current;
    private readonly ComparedSpan? value;
    private readonly ComparedSpan? completeDays;
    private readonly StatisticPeriod printed;
    private readonly IReadOnlyList<Counterpart> counterparts;
    private readonly SentenceWriter? sentences;
}
