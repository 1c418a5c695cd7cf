using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Live;

/// <summary>A curve and, on the same axis, last year's, mapped by the rules of every comparison (<see cref="PeriodMapper"/>).</summary>
/// <param name="Panel">Id of the panel.</param>
/// <param name="Metric">A flow or a selection.</param>
/// <param name="Unit">The unit, with all below it.</param>
/// <param name="Category">Category path; empty = all.</param>
/// <param name="Span">Period that is covered.</param>
/// <param name="Grain"><c>hour</c> or <c>day</c>.</param>
internal sealed record TrendQuestion(string Panel, Metric Metric, UnitNode Unit, string Category, string Span, string Grain)
    : CurveQuestion(Panel, Metric, Unit, Category, Span)
{
    /// <inheritdoc/>
    public override IReadOnlyList<PanelCurve> Ask(IStatistics statistics, ICountReader counts, Instant now)
    {
        NamedPeriod span = Resolve(counts, now);
        SeriesAnswer current = Series(statistics, counts, span.FromDay, span.ToDay, Grain, now);
        return
        [
            new PanelCurve(Panel, "current", current.Times, current.Series[0].Values),
            new PanelCurve(Panel, "year", current.Times, LastYear(statistics, counts, span, current.Times, now)),
        ];
    }

    private decimal?[] LastYear(IStatistics statistics, ICountReader counts, NamedPeriod span, IReadOnlyList<string> times, Instant now)
    {
        // The ghost line runs over the whole axis, also over what this year has not reached yet: asked as if the span were over.
        OfficeCalendar calendar = counts.Catalogue.Calendar;
        StatisticalNow over = StatisticalNow.Of(calendar, calendar.StartOfHour(calendar.FirstHourOfDay(span.ToDay)));
        if (new PeriodMapper(calendar).Base(span, LastYearBasis, over) is not { Hours: not null } before)
        {
            // Week 53, or before the calendar: unknown, and this year's curve is shown all the same.
            return new decimal?[times.Count];
        }

        SeriesAnswer answer = Series(statistics, counts, before.FromDay, before.ToDay, Grain, now);
        IReadOnlyList<decimal?> values = answer.Series[0].Values;
        return Grain == "hour"
            ? ByWallClock(span.FromDay, times, before.FromDay, answer.Times, values)
            : [.. Enumerable.Range(0, times.Count).Select(index => index < values.Count ? values[index] : null)];
    }

    /// <summary>
    /// Lays last year's hours over this year's by day and wall-clock hour. Where last year's clock struck an hour twice both are added up; where this
    /// year's does, the second stays empty, so that no count is shown twice.
    /// </summary>
    internal static decimal?[] ByWallClock(int from, IReadOnlyList<string> times, int baseFrom, IReadOnlyList<string> baseTimes, IReadOnlyList<decimal?> baseValues)
    {
        Dictionary<(int Day, int Hour), decimal?> byHour = [];
        for (int index = 0; index < baseTimes.Count; index++)
        {
            (int day, int hour) = WallClock(baseTimes[index]);
            (int, int) key = (day - baseFrom, hour);
            byHour[key] = byHour.TryGetValue(key, out decimal? earlier) ? earlier + baseValues[index] : baseValues[index];
        }

        decimal?[] aligned = new decimal?[times.Count];
        for (int index = 0; index < times.Count; index++)
        {
            (int day, int hour) = WallClock(times[index]);
            byHour.Remove((day - from, hour), out aligned[index]);
        }

        return aligned;
    }

    private static readonly ComparisonBasis LastYearBasis = new("year", ComparisonKind.Year, null);
}
