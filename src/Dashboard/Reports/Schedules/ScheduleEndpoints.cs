using System.Security.Claims;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Reports.Outline;
using Tongbi.Dashboard.Reports.Store;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Reports.Schedules;

/// <summary><c>GET /api/v1/reports/schedules</c>: what is made by itself, when next, and how the last runs went.</summary>
public static class ScheduleEndpoints
{
    private const int MostRuns = 200;

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapReportSchedules(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/reports/schedules", Answer)
            .RequireAuthorization(Policies.Read)
            .WithTags("Reports")
            .WithSummary("Schedules of reports with their next due time, and the latest runs: running, done, retrying or failed.")
            .Produces<ScheduleList>()
            .WithQuery([])
            .WithQueryProblems();
        return routes;
    }

    private static IResult Answer(HttpRequest request, ClaimsPrincipal caller, ReportAnswers answers, ReportStore store, TimeProvider time)
    {
        _ = new QueryReader(request, []);
        Catalogue catalogue = answers.Catalogues.Current;
        Instant now = time.GetUtcNow().ToInstant();
        return Results.Ok(new ScheduleList(
            [
                .. from outline in answers.Plans.Current.All
                   from schedule in outline.Schedules
                   let units = schedule.Units.Where(MayRead).ToArray()
                   where units.Length > 0
                   let next = Next(outline.Edition, schedule, catalogue, now)
                   select new ScheduleEntry(schedule.Id, outline.Edition.Word(), units, schedule.Profile, schedule.Publish, schedule.Receivers, schedule.Format, next.Period, OfficeTime.Text(next.At, catalogue)),
            ],
            [
                .. store.Runs(MostRuns).Where(run => MayRead(run.Unit)).Select(run => new RunEntry(
                    run.Schedule, run.Period, run.Unit, run.State, run.Attempts, run.NextAt is { } again ? OfficeTime.Text(again, catalogue) : null, run.Report, run.Error.Length > 0 ? run.Error : null, OfficeTime.Text(run.ChangedAt, catalogue))),
            ]));

        bool MayRead(string unit) => catalogue.FindUnit(unit) is { } node && caller.MayRead(node);
    }

    private static (string Period, Instant At) Next(ReportEdition edition, ReportSchedule schedule, Catalogue catalogue, Instant now)
    {
        // The running period's report is due next, unless the one before has not fallen due yet.
        StatisticalNow present = StatisticalNow.Of(catalogue.Calendar, now);
        NamedPeriod last = DuePeriods.Over(edition, present, 1).First();
        Instant due = DuePeriods.DueAt(schedule, last, catalogue);
        if (due > now)
        {
            return (last.Name, due);
        }

        StatisticalNow later = StatisticalNow.Of(catalogue.Calendar, catalogue.Calendar.StartOfHour(catalogue.Calendar.FirstHourOfDay(DuePeriods.End(edition, present))));
        NamedPeriod running = DuePeriods.Over(edition, later, 1).First();
        return (running.Name, DuePeriods.DueAt(schedule, running, catalogue));
    }

    /// <summary>Schedules and runs.</summary>
    /// <param name="Schedules">What the outlines say.</param>
    /// <param name="Runs">The latest first.</param>
    internal sealed record ScheduleList(IReadOnlyList<ScheduleEntry> Schedules, IReadOnlyList<RunEntry> Runs);

    /// <summary>A schedule.</summary>
    internal sealed record ScheduleEntry(
        string Id, string Edition, IReadOnlyList<string> Units, string Profile, bool Publish, IReadOnlyList<string> Receivers, string Format, string NextPeriod, string NextAt);

    /// <summary>A run.</summary>
    internal sealed record RunEntry(string Schedule, string Period, string Unit, string State, int Attempts, string? NextAt, long? Report, string? Error, string ChangedAt);
}
