using NodaTime;
using NodaTime.Text;
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

    /// <summary>First statistical date of the span and the one after its last. One definition: the statistics say what a period is.</summary>
    protected (LocalDate From, LocalDate To) Resolve(IStatistics statistics, ICountReader counts, Instant now)
    {
        if (Span == "today")
        {
            LocalDate today = counts.Catalogue.Calendar.DateOf(now);
            return (today, today.PlusDays(1));
        }

        StatisticsRequest request = new() { Metrics = [Metric], Unit = Unit, Category = Category, Periods = [Span] };
        StatisticPeriod period = statistics.Evaluate(counts, request, now).Items[0].Period;
        return (LocalDatePattern.Iso.Parse(period.From).Value, LocalDatePattern.Iso.Parse(period.To).Value);
    }

    /// <summary>The curve between two statistical dates.</summary>
    protected SeriesAnswer Series(IStatistics statistics, ICountReader counts, LocalDate from, LocalDate to, string grain, Instant now)
    {
        int points = Period.DaysBetween(from, to) * (grain == "hour" ? 24 : 1);
        if (points > MaximumPoints)
        {
            throw new QueryException("too_many_points", "span", $"span {Span} has {points} points by {grain}; a wall draws at most {MaximumPoints}. Use a shorter span or a coarser grain.");
        }

        SeriesRequest request = new()
        {
            Metrics = [Metric],
            Unit = Unit,
            Category = Category,
            From = LocalDatePattern.Iso.Format(from),
            To = LocalDatePattern.Iso.Format(to),
            Grain = grain,
        };
        return statistics.Evaluate(counts, request, now);
    }

    /// <summary>The wall-clock date and hour of a point's time at hour grain: <c>yyyy-MM-ddTHH…</c> with whatever offset.</summary>
    protected static (LocalDate Date, int Hour) LocalHour(string time) =>
        (LocalDatePattern.Iso.Parse(time[..10]).Value, int.Parse(time.AsSpan(11, 2), System.Globalization.CultureInfo.InvariantCulture));
}
