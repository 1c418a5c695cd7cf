using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Live;

/// <summary>A curve and, on the same axis, last year's: the first and the last day shifted by a year, 29 February becoming 28 February.</summary>
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
        (LocalDate from, LocalDate to) = Resolve(statistics, counts, now);
        SeriesAnswer current = Series(statistics, counts, from, to, Grain, now);
        return
        [
            new PanelCurve(Panel, "current", current.Times, current.Series[0].Values),
            new PanelCurve(Panel, "year", current.Times, LastYear(statistics, counts, from, to, current.Times, now)),
        ];
    }

    private decimal?[] LastYear(IStatistics statistics, ICountReader counts, LocalDate from, LocalDate to, IReadOnlyList<string> times, Instant now)
    {
        LocalDate baseFrom = from.PlusYears(-1);
        SeriesAnswer before;
        try
        {
            before = Series(statistics, counts, baseFrom, to.PlusDays(-1).PlusYears(-1).PlusDays(1), Grain, now);
        }
        catch (QueryException)
        {
            // Last year lies before what can be asked for: unknown, and this year's curve is shown all the same.
            return new decimal?[times.Count];
        }

        IReadOnlyList<decimal?> values = before.Series[0].Values;
        return Grain == "hour"
            ? ByWallClock(from, times, baseFrom, before.Times, values)
            : [.. Enumerable.Range(0, times.Count).Select(index => index < values.Count ? values[index] : null)];
    }

    /// <summary>
    /// Lays last year's hours over this year's by day and wall-clock hour. Where last year's clock struck an hour twice both are added up; where this
    /// year's does, the second stays empty, so that no count is shown twice.
    /// </summary>
    private static decimal?[] ByWallClock(LocalDate from, IReadOnlyList<string> times, LocalDate baseFrom, IReadOnlyList<string> baseTimes, IReadOnlyList<decimal?> baseValues)
    {
        Dictionary<(int Day, int Hour), decimal?> byHour = [];
        for (int index = 0; index < baseTimes.Count; index++)
        {
            (LocalDate date, int hour) = LocalHour(baseTimes[index]);
            (int, int) key = (Period.DaysBetween(baseFrom, date), hour);
            byHour[key] = byHour.TryGetValue(key, out decimal? earlier) ? earlier + baseValues[index] : baseValues[index];
        }

        decimal?[] aligned = new decimal?[times.Count];
        for (int index = 0; index < times.Count; index++)
        {
            (LocalDate date, int hour) = LocalHour(times[index]);
            byHour.Remove((Period.DaysBetween(from, date), hour), out aligned[index]);
        }

        return aligned;
    }
}
