using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;

namespace Tongbi.Dashboard.Api;

/// <summary>A figure that stands over finer ones of the same series, as <c>GET /api/v1/sources/{id}</c> tells it.</summary>
/// <param name="Metric">Metric id.</param>
/// <param name="Category">Category path.</param>
/// <param name="Unit">Unit code.</param>
/// <param name="Period">Period of the figure that stands, in the spelling of <c>POST /api/v1/counts</c>.</param>
/// <param name="Finer">What is not counted beneath it.</param>
internal sealed record OverlapEntry(string Metric, string Category, string Unit, string Period, IReadOnlyList<OverlapEntry.SetAsideEntry> Finer)
{
    /// <summary>Writes an overlap out.</summary>
    public static OverlapEntry Of(FigureOverlap overlap, OfficeCalendar calendar) => new(
        overlap.Series.Metric,
        overlap.Series.Category,
        overlap.Series.Unit,
        BucketText.Of(overlap.Grain, overlap.Start, calendar),
        [
            .. overlap.Finer.Select(finer => new SetAsideEntry(
                BucketText.Word(finer.Grain),
                finer.Buckets,
                BucketText.Of(finer.Grain, finer.First, calendar),
                BucketText.Of(finer.Grain, finer.Last, calendar),
                finer.Count)),
        ]);

    /// <summary>Finer figures, or hours with events, that are not counted.</summary>
    /// <param name="Grain"><c>event hour day month</c>.</param>
    /// <param name="Buckets">How many.</param>
    /// <param name="First">Period of the first; of events its hour.</param>
    /// <param name="Last">Period of the last.</param>
    /// <param name="Count">What they add up to.</param>
    internal sealed record SetAsideEntry(string Grain, int Buckets, string First, string Last, long Count);
}
