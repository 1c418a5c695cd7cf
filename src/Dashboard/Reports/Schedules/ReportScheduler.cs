using NodaTime;
using NodaTime.Extensions;
using Tongbi.Alerts.Delivery;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Dashboard.Reports.Outline;
using Tongbi.Dashboard.Reports.Store;

namespace Tongbi.Dashboard.Reports.Schedules;

/// <summary>
/// Makes what the schedules say, once for each schedule, unit and period: what fell due while the program was down is made when it is up again, as far as
/// the schedule was known by then; what failed is tried again with growing pauses. Then sends what was published to its receivers.
/// </summary>
internal sealed class ReportScheduler(
    ConfigurationWatch<ReportPlans> plans,
    ICatalogueSource catalogues,
    ReportStore store,
    ReportDesk desk,
    ReportAnswers answers,
    IFilePost post,
    TimeProvider time,
    ILogger<ReportScheduler> logger) : IDisposable
{
    /// <summary>Who is on record for what a schedule did.</summary>
    public const string Actor = "schedule";

    /// <summary>Most tries of one run.</summary>
    internal const int MostAttempts = 12;

    /// <summary>Most periods that are caught up with after the program was down.</summary>
    internal const int MostCaughtUp = 12;

    private static readonly Duration LongestRetry = Duration.FromHours(1);

    private readonly SemaphoreSlim turn = new(1);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>One look: makes what is due and sends what was published.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            foreach (ReportOutline outline in plans.Current.All)
            {
                foreach (ReportSchedule schedule in outline.Schedules)
                {
                    await LookAsync(outline, schedule, cancellationToken);
                }
            }

            Deliver();
        }
#pragma warning disable CA1031 // one failing look must not end all later ones
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.LookFailed(logger, failure);
        }
#pragma warning restore CA1031
        finally
        {
            turn.Release();
        }
    }

    private async Task LookAsync(ReportOutline outline, ReportSchedule schedule, CancellationToken cancellationToken)
    {
        Catalogue catalogue = catalogues.Current;
        Instant now = time.GetUtcNow().ToInstant();
        Instant since = store.FirstSeen(schedule.Id);
        StatisticalNow present = StatisticalNow.Of(catalogue.Calendar, now);
        foreach (NamedPeriod period in DuePeriods.Over(outline.Edition, present, MostCaughtUp).Reverse())
        {
            Instant due = DuePeriods.DueAt(schedule, period, catalogue);
            if (due > now || due < since)
            {
                continue;
            }

            foreach (string unit in schedule.Units)
            {
                ReportRun? run = store.FindRun(schedule.Id, period.Name, unit);

                // A run that was under way when the program ended is begun again: every step of it can be repeated.
                if (run is null or { State: "running" } || (run.State == "retrying" && run.NextAt <= now))
                {
                    await RunAsync(outline, schedule, period.Name, unit, run?.Attempts ?? 0, cancellationToken);
                }
            }
        }
    }

    private async Task RunAsync(ReportOutline outline, ReportSchedule schedule, string period, string unit, int attempts, CancellationToken cancellationToken)
    {
        Instant now = time.GetUtcNow().ToInstant();
        ReportRun run = new(schedule.Id, period, unit, "running", attempts + 1, null, null, "", now);
        store.PutRun(run);
        try
        {
            long? report = await MakeAsync(outline, schedule, period, unit, cancellationToken);
            store.PutRun(run with { State = "done", Report = report });
            Log.RunDone(logger, schedule.Id, period, unit);
        }
#pragma warning disable CA1031 // whatever went wrong is on record with the run and tried again
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            bool last = run.Attempts >= MostAttempts;
            Duration pause = Duration.Min(LongestRetry, Duration.FromMinutes(1L << Math.Min(run.Attempts - 1, 10)));
            store.PutRun(run with { State = last ? "failed" : "retrying", NextAt = last ? null : now + pause, Error = failure.Message });
            Log.RunFailed(logger, failure, schedule.Id, period, unit, run.Attempts);
        }
#pragma warning restore CA1031
    }

    private async Task<long?> MakeAsync(ReportOutline outline, ReportSchedule schedule, string period, string unit, CancellationToken cancellationToken)
    {
        UnitNode node = catalogues.Current.FindUnit(unit) ?? throw new InvalidOperationException($"The unit '{unit}' is not in the catalogue.");
        (StoredReport? found, ReportRefusal refusal) = await desk.DraftAsync(outline.Edition, period, node, schedule.Profile == "public", Actor, schedule.Id, cancellationToken);

        // Somebody made one by hand: it is theirs, whatever state it is in. One of this schedule goes on where it was.
        if (found is not { } report || (refusal == ReportRefusal.Exists && report.Schedule != schedule.Id) || !schedule.Publish)
        {
            return found?.Id;
        }

        if (report.State == ReportState.Draft)
        {
            report = (await desk.ReviewAsync(report, null, Actor, "", cancellationToken)).Report ?? report;
        }

        if (report.State == ReportState.Reviewed && (await desk.PublishAsync(report, Actor, "", cancellationToken)).Refusal != ReportRefusal.None)
        {
            throw new InvalidOperationException("The report was changed while it was being published.");
        }

        return report.Id;
    }

    private void Deliver()
    {
        foreach (StoredReport report in store.Undelivered())
        {
            ReportSchedule? schedule = plans.Current[report.Edition].Schedules.FirstOrDefault(each => each.Id == report.Schedule);
            List<string> told = [];
            foreach (string receiver in schedule?.Receivers ?? [])
            {
                if (Message(report, receiver, schedule!.Format) is { } message) // not null: it has receivers
                {
                    told.Add($"{receiver}: {post.Post(message)}");
                }
            }

            store.MarkDelivered(report.Id, string.Join(", ", told));
        }
    }

    private FileMessage? Message(StoredReport report, string receiver, string format)
    {
        IReportFormat? wanted = answers.Formats.FirstOrDefault(each => each.Id == format);
        if (wanted is null || store.FindFile(report.Id, format, "zh") is not { } bytes)
        {
            Log.NoFile(logger, report.Id, format);
            return null;
        }

        string unit = catalogues.Current.FindUnit(report.Unit)?.Name ?? report.Unit;
        string unitEn = catalogues.Current.FindUnit(report.Unit)?.NameEn ?? report.Unit;
        return new FileMessage
        {
            Key = $"report:{report.Id}:{format}",
            Receiver = receiver,
            Title = $"统计报告 {report.Period} 已发布",
            TitleEn = $"The report of {report.Period} is published",
            Text = $"{unit} {report.Period} 统计报告已发布,数据版本 {report.Version}。",
            TextEn = $"The report of {unitEn} for {report.Period} is published, data version {report.Version}.",
            FileName = $"{report.Edition.Word()}-{report.Period}-{report.Unit}.{format}",
            ContentType = wanted.MediaType,
            Bytes = bytes,
            PagePath = $"/reports/{report.Id}",
        };
    }
}
