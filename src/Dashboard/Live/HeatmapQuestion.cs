using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Live;

/// <summary>Counts by day of the week and wall-clock hour.</summary>
/// <param name="Panel">Id of the panel.</param>
/// <param name="Metric">A flow or a selection.</param>
/// <param name="Unit">The unit, with all below it.</param>
/// <param name="Category">Category path; empty = all.</param>
/// <param name="Span">Period that is covered.</param>
internal sealed record HeatmapQuestion(string Panel, Metric Metric, UnitNode Unit, string Category, string Span)
    : CurveQuestion(Panel, Metric, Unit, Category, Span)
{
    /// <summary>Cells: seven days of 24 hours.</summary>
    public const int Cells = 7 * 24;

    /// <inheritdoc/>
    public override IReadOnlyList<PanelCurve> Ask(IStatistics statistics, ICountReader counts, Instant now)
    {
        NamedPeriod span = Resolve(counts, now);
        SeriesAnswer hours = Series(statistics, counts, span.FromDay, span.ToDay, "hour", now);
        return [new PanelCurve(Panel, "heat", [], Fold(counts.Catalogue.Calendar, hours.Times, hours.Series[0].Values))];
    }

    /// <summary>Lays the hours of any span over one week, from the office's first weekday on.</summary>
    internal static decimal?[] Fold(OfficeCalendar calendar, IReadOnlyList<string> times, IReadOnlyList<decimal?> values)
    {
        decimal?[] cells = new decimal?[Cells];
        for (int index = 0; index < times.Count; index++)
        {
            // Unknown hours add nothing: a cell is unknown only where none of its hours is known.
            if (values[index] is { } count)
            {
                (int day, int hour) = WallClock(times[index]);
                int row = ((int)OfficeCalendar.DateOfDay(day).DayOfWeek - (int)calendar.WeekStart + 7) % 7;
                int cell = (row * 24) + hour;
                cells[cell] = (cells[cell] ?? 0) + count;
            }
        }

        return cells;
    }
}
