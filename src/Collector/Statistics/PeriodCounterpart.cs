using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>One other period: a year back, the one before, the same days around Spring Festival.</summary>
internal sealed class PeriodCounterpart : Counterpart
{
    /// <summary>Places the other side; null as its span = there is none.</summary>
    public PeriodCounterpart(ComparisonBasis basis, NamedPeriod period, ComparedSpan? current, ComparedSpan? other, int year, OfficeCalendar calendar, Rounding rounding, bool tests = true)
        : this(basis, basis.Kind == ComparisonKind.YearLunar ? FestivalAlignment.Of(period) : null, current, other, year, calendar, rounding, tests)
    {
    }

    private PeriodCounterpart(ComparisonBasis basis, FestivalAlignment? festival, ComparedSpan? current, ComparedSpan? other, int year, OfficeCalendar calendar, Rounding rounding, bool tests)
        : base(basis, new ComparisonWording(basis, year, byCalendar: festival is not { IsInside: true }))
    {
        this.current = current;
        this.other = other;
        this.calendar = calendar;
        this.rounding = rounding;
        this.tests = tests;
        isFallback = basis.Kind == ComparisonKind.YearLunar && festival is not { IsInside: true };
        printed = other is { } span ? Print(calendar, span) : null;
        window = festival is { Window: var around, BaseWindow: var before }
            ? new ComparisonWindow(Date(around.FromDay), Date(around.ToDay), Date(around.NewYearDay), Date(before.NewYearDay))
            : null;
    }

    /// <inheritdoc/>
    public override StatisticComparison Compare(ICountReader counts, Subject subject, Reading? current, out bool isSomething)
    {
        Reading? reading = other is { } span ? subject.Measure.Read(counts, span) : null;
        isSomething = reading is { IsSomething: true };
        (int, int) exposure = (this.current?.Hours?.Hours ?? 0, other?.Hours?.Hours ?? 0);
        StatisticComparison comparison = Comparer.Compare(subject.Metric, Words, current, reading, printed, exposure, rounding, tests) with
        {
            BaseDailyMean = DailyMean.Of(calendar, subject.Metric, other, reading, rounding),
            Window = window,
        };
        if (isFallback)
        {
            comparison = comparison with { Marks = [.. comparison.Marks, ComparisonMarks.CalendarFallback] };
        }

        return this.current is { } here && other is { } there
            ? Noting(comparison, subject, Math.Min(here.FromDay, there.FromDay), Math.Max(here.ToDay, there.ToDay))
            : comparison;
    }

    private readonly ComparedSpan? current;
    private readonly ComparedSpan? other;
    private readonly OfficeCalendar calendar;
    private readonly Rounding rounding;
    private readonly bool tests;
    private readonly bool isFallback;
    private readonly StatisticPeriod? printed;
    private readonly ComparisonWindow? window;
}
