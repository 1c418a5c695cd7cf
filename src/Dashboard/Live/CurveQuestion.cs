using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Live;

/// <summary>What a panel with curves asks.</summary>
/// <param name="Panel">Id of the panel.</param>
/// <param name="Metric">A flow or a selection.</param>
/// <param name="Unit">The unit, with all below it.</param>
/// <param name="Category">Category path; empty = all.</param>
/// <param name="Span">Period that is covered.</param>
internal abstract record CurveQuestion(string Panel, Metric Metric, UnitNode Unit, string Category, string Span)
{
    /// <summary>Most points of a curve on a wall: more than pixels to draw them on.</summary>
    public const int MaximumPoints = 2_000;

    /// <summary>Asks the statistics and arranges the answer.</summary>
    /// <exception cref="QueryException">The span does not fit the data or has too many points.</exception>
    public abstract IReadOnlyList<PanelCurve> Ask(IStatistics statistics, ICountReader counts, Instant now);

    /// <summary>The span as a period of the statistics; one to date ends with today.</summary>
    protected NamedPeriod Resolve(ICountReader counts, Instant now) => PeriodParser.Parse(Span, StatisticalNow.Of(counts.Catalogue.Calendar, now));

    /// <summary>The curve from a day to another (exclusive).</summary>
    protected SeriesAnswer Series(IStatistics statistics, ICountReader counts, int fromDay, int toDay, string grain, Instant now)
    {
        int points = (toDay - fromDay) * (grain == "hour" ? 24 : 1);
        if (points > MaximumPoints)
        {
            throw new QueryException("too_many_points", "span", $"span {Span} has {points} points by {grain}; a wall draws at most {MaximumPoints}. Use a shorter span or a coarser grain.");
        }

        SeriesRequest request = new()
        {
            Metrics = [Metric],
            Unit = Unit,
            Category = Category,
            From = LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(fromDay)),
            To = LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(toDay)),
            Grain = grain,
        };
        return statistics.Evaluate(counts, request, now);
    }

    /// <summary>The wall-clock day and hour of a point's time at hour grain: <c>yyyy-MM-ddTHH…</c> with whatever offset.</summary>
    protected static (int Day, int Hour) WallClock(string time) =>
        (OfficeCalendar.DayNumber(LocalDatePattern.Iso.Parse(time[..10]).Value), int.Parse(time.AsSpan(11, 2), CultureInfo.InvariantCulture));
}
