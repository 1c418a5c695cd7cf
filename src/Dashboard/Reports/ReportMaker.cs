using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Reports.Content;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Outline;
using Tongbi.Dashboard.Reports.Store;

namespace Tongbi.Dashboard.Reports;

/// <summary>
/// Makes reports from the counts at a version. Of a period that is over, a report follows from the version alone: its moment is the period's end or, if
/// that was later, when the version was recorded. Of a running one the moment is the last full hour, so that all of it is of complete hours.
/// </summary>
internal sealed class ReportMaker(ICountCube cube, ILedger ledger, IStatistics statistics, AlertRecord alerts, ReportStore? published, DemoState demo, TimeProvider time)
{
    /// <summary>Most earlier reports that are looked at for figures that changed.</summary>
    private const int MostEarlier = 12;

    /// <summary>Makes a report.</summary>
    /// <exception cref="QueryException">The period is none of this edition, or has not begun; or the profile does not fit.</exception>
    public async Task<ReportDocument> MakeAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        (ReportOrder order, long version) = await OrderAsync(request, cancellationToken);
        return await MakeAsync(order, version, cancellationToken);
    }

    /// <summary>Makes a report from an order.</summary>
    public Task<ReportDocument> MakeAsync(ReportOrder order, long version, CancellationToken cancellationToken) =>
        cube.ReadAsync(version, order.Moment, reader => new ReportBuilder(statistics).Build(reader, order), cancellationToken);

    /// <summary>Gathers all that a report is made from: with the version, nothing else decides what stands in it.</summary>
    public async Task<(ReportOrder Order, long Version)> OrderAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        Instant now = Instant.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        long version = request.Version ?? cube.Version;
        Catalogue catalogue = cube.Read(now, reader => reader.Catalogue);
        OfficeCalendar calendar = catalogue.Calendar;
        StatisticalNow present = StatisticalNow.Of(calendar, now);
        NamedPeriod period = request.Outline.Edition.Period(request.Period, present);
        if (period.FromDay > present.Today)
        {
            throw new QueryException("bad_period", "period", $"period '{request.Period}' has not begun.");
        }

        Check(request, period, present, catalogue);
        Instant end = calendar.StartOfHour(calendar.FirstHourOfDay(period.ToDay));
        Instant moment = request.Moment
            ?? (period.IsOverAt(present) ? Instant.Max(end, await RecordedAtAsync(version, cancellationToken)) : calendar.StartOfHour(calendar.HourOf(now)));
        ReportOrder order = new()
        {
            Outline = request.Outline,
            Period = period,
            Unit = request.Unit,
            Zone = calendar.Zone,
            IsPublic = request.IsPublic,
            Language = request.Language,
            Moment = moment,
            IsDraft = request.IsDraft,
            IsSimulated = demo.IsOn,
            Manual = request.Manual,
            Alerts = request.IsPublic ? [] : alerts.Read(catalogue, request.Unit, calendar.StartOfHour(calendar.FirstHourOfDay(period.FromDay)), end, moment),
        };
        return (request.IsPublic ? order : order with { Restatements = await RestatedAsync(order, version, cancellationToken) }, version);
    }

    private static void Check(ReportRequest request, NamedPeriod period, StatisticalNow present, Catalogue catalogue)
    {
        if (!request.IsPublic)
        {
            return;
        }

        if (request.Outline.Public == PublicProfile.None)
        {
            throw new QueryException("no_public_profile", "profile", $"The outline of the {request.Outline.Edition.Word()} report allows no public profile.");
        }

        // One set of withheld figures protects the whole office only if nobody else publishes parts of it with another.
        if (request.Unit != catalogue.RootUnit)
        {
            throw new QueryException("public_whole_only", "unit", $"The public profile is made for the whole office \"{catalogue.RootUnit.Code}\" only.");
        }

        if (!period.IsOverAt(present))
        {
            throw new QueryException("period_running", "period", $"period '{request.Period}' is not over; the public profile is made of complete periods only.");
        }
    }

    /// <summary>What became of the main figures of earlier published reports: as published, and as known at this report's version.</summary>
    private async Task<IReadOnlyList<Restated>> RestatedAsync(ReportOrder order, long version, CancellationToken cancellationToken)
    {
        List<Restated> restated = [];
        foreach (StoredReport earlier in published?.PublishedBy(order.Moment, order.Outline.Edition, order.Unit.Code, isPublic: false, order.Period.Name, MostEarlier) ?? [])
        {
            if (earlier is { Version: { } then, Moment: { } moment, PublishedAt: { } publishedAt } && then < version)
            {
                Dictionary<Metric, decimal?> old = await FiguresAsync(order, earlier.Period, then, moment, cancellationToken);
                Dictionary<Metric, decimal?> now = await FiguresAsync(order, earlier.Period, version, order.Moment, cancellationToken);
                restated.AddRange(
                    from figure in old
                    where now[figure.Key] != figure.Value
                    select new Restated(earlier.Period, figure.Key, figure.Value, now[figure.Key], LocalDatePattern.Iso.Format(publishedAt.InZone(order.Zone).Date)));
            }
        }

        return restated;
    }

    private Task<Dictionary<Metric, decimal?>> FiguresAsync(ReportOrder order, string period, long version, Instant moment, CancellationToken cancellationToken) => cube.ReadAsync(
        version,
        moment,
        reader => statistics.Evaluate(
                reader,
                new StatisticsRequest { Metrics = [.. order.Outline.Metrics], Unit = order.Unit, Periods = [period], Tests = false },
                moment)
            .Items.Zip(order.Outline.Metrics).ToDictionary(pair => pair.Second, pair => pair.First.Value),
        cancellationToken);

    private async Task<Instant> RecordedAtAsync(long version, CancellationToken cancellationToken)
    {
        await foreach (ChangeSet set in ledger.ReadChangesAsync(version - 1, cancellationToken))
        {
            return set.RecordedAt;
        }

        return Instant.MinValue;
    }
}
