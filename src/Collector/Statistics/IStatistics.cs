using NodaTime;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// The one definition of every figure: pure functions of (counts at a version, calendar, now), used by the wall, alerts, charts, reports and
/// the API alike. Stateless and thread-safe.
/// </summary>
public interface IStatistics
{
    /// <summary>Figures with their comparisons.</summary>
    /// <exception cref="QueryException">A period or comparison is not understood or does not fit the metric.</exception>
    StatisticsAnswer Evaluate(ICountReader counts, StatisticsRequest request, Instant now);

    /// <summary>What two sources of the same fact say, side by side.</summary>
    /// <exception cref="QueryException">A period is not understood, or a metric has no two such sources (<c>not_reconciled</c>).</exception>
    ReconciliationAnswer Evaluate(ICountReader counts, ReconciliationRequest request, Instant now);

    /// <summary>Curves.</summary>
    /// <exception cref="QueryException">The span or grain is not understood, or more than 100,000 points are asked for (<c>too_many_points</c>).</exception>
    SeriesAnswer Evaluate(ICountReader counts, SeriesRequest request, Instant now);
}
