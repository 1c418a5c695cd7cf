using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Statistics;

/// <summary>Makes the items of one period: everything that depends on the period alone is worked out once.</summary>
internal sealed class ItemBuilder
{
    /// <summary>Places a period and its counterparts.</summary>
    public ItemBuilder(ICountReader counts, NamedPeriod period, StatisticalNow now, IReadOnlyList<ComparisonBasis> bases, Rounding rounding)
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
        (string? fromAt, string? toAt) = Instants(current);
        printed = new StatisticPeriod(period.Name, Date(period.FromDay), Date(period.ToDay), period.DaysBegunAt(now), isComplete, fromAt, toAt);
        int year = period.Kind == PeriodKind.Week ? new WeekNumbers(calendar.WeekStart).NumberOf(period.FromDay).Year : calendar.YearOfDay(period.ToDay - 1);
        counterparts = [.. bases.Select(basis => Place(basis, mapper.Base(period, basis, now), year))];
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
            Reading? other = counterpart.Span is { } baseSpan ? subject.Measure.Read(counts, baseSpan) : null;
            any |= other is { IsSomething: true };
            (int, int) exposure = (current?.Hours?.Hours ?? 0, counterpart.Span?.Hours?.Hours ?? 0);
            comparisons[counterpart.Name] = Comparer.Compare(subject.Metric, counterpart.Words, compared, other, counterpart.Printed, exposure, rounding);
        }

        return subject.OnlyIfAny && !any
            ? null
            : new StatisticItem(subject.Metric.Id, subject.Unit, subject.Category, subject.Source, subject.Key, printed, whole.Value(rounding), comparisons, Quality(whole, compared));
    }

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

    private StatisticQuality Quality(Reading whole, Reading? compared)
    {
        // While a period runs, its last hour always lacks something: only a gap in the complete hours is one.
        Reading judged = !isComplete && compared is { } complete && whole.IsKnown && complete.Knowledge == CountKnowledge.Full ? complete : whole;
        string state = !whole.IsKnown ? "unknown"
            : judged.Knowledge == CountKnowledge.Partial && (isComplete || compared is not null) ? "partial"
            : isComplete ? "complete"
            : "provisional";
        return new StatisticQuality(state, judged.Missing, Name(whole.Coarsest));
    }

    private Counterpart Place(ComparisonBasis basis, ComparedSpan? span, int year)
    {
        (string? fromAt, string? toAt) = Instants(span);
        StatisticPeriod? period = span is { } other ? new StatisticPeriod(null, Date(other.FromDay), Date(other.ToDay), other.Days, null, fromAt, toAt) : null;
        return new Counterpart(basis.Name, span, period, new ComparisonWording(basis, year));
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

    private sealed record Counterpart(string Name, ComparedSpan? Span, StatisticPeriod? Printed, ComparisonWording Words);

    private readonly ICountReader counts;
    private readonly OfficeCalendar calendar;
    private readonly Rounding rounding;
    private readonly bool isComplete;
    private readonly ComparedSpan? current;
    private readonly ComparedSpan? value;
    private readonly StatisticPeriod printed;
    private readonly IReadOnlyList<Counterpart> counterparts;
}
