using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Quartz;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Reports.Schedules;
using Tongbi.Dashboard.Reports.Store;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>Reports are made by themselves on the n-th working day, once, also after the program was down.</summary>
public sealed class ReportScheduleTests
{
    private static readonly string Config = Path.Combine(RepositoryPaths.Root, "tests", "Dashboard.Tests", "Config", "reports");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-03-01", 1, "2026-03-02")]
    [InlineData("2026-03-01", 3, "2026-03-04")]
    [InlineData("2026-02-13", 2, "2026-02-24")] // Spring Festival, 15 to 23 February, and the weekend before it.
    [InlineData("2026-05-29", 1, "2026-05-29")]
    public void WorkingDays_LeaveOutWeekendsAndHolidays(string from, int number, string expected)
    {
        Catalogue yunhe = CatalogueLoader.Load(Path.Combine(RepositoryPaths.Root, "config", "catalog.yaml"));
        LocalDate day = WorkingDays.Nth(yunhe, NodaTime.Text.LocalDatePattern.Iso.Parse(from).Value, number);
        Assert.Equal(expected, NodaTime.Text.LocalDatePattern.Iso.Format(day));
    }

    [Fact]
    public async Task DueReport_IsMadeOnceForEachUnit_PublishedAndSent_AlsoAfterDowntime()
    {
        using TemporaryFolder data = new();
        await using (TongbiServer before = await CountyMonth.StartAsync(Config, data.Path))
        {
            // Of December the third working day, 3 January, was before the schedule was known: not caught up with.
            await before.Services.GetRequiredService<ReportScheduler>().LookAsync(Cancel);
            JsonElement plan = await before.Admin.GetJsonAsync("/api/v1/reports/schedules");
            Assert.Empty(plan.GetProperty("runs").EnumerateArray());
            Assert.Equal("2020-02-05T09:00:00+08:00", plan.GetProperty("schedules")[0].GetProperty("nextAt").GetString());
            Assert.Equal("2020-01", plan.GetProperty("schedules")[0].GetProperty("nextPeriod").GetString());
        }

        FakeTimeProvider later = new(DateTimeOffset.Parse("2020-02-20T10:00:00+08:00", CultureInfo.InvariantCulture));
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, config: Config, data: data.Path, time: new MovedClock(later));
        ReportScheduler scheduler = server.Services.GetRequiredService<ReportScheduler>();
        IScheduler quartz = await server.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancel);
        Assert.NotNull(await quartz.GetTrigger(new TriggerKey(ReportLookJob.Name), Cancel));
        await quartz.TriggerJob(new JobKey(ReportLookJob.Name), Cancel);
        await Eventually.TrueAsync(
            async () => (await server.Admin.GetJsonAsync("/api/v1/reports/schedules")).GetProperty("runs").EnumerateArray().Count(run => run.GetProperty("state").GetString() == "done") == 2,
            TimeSpan.FromSeconds(60),
            () => "The job made nothing.",
            Cancel);
        await scheduler.LookAsync(Cancel);

        JsonElement[] reports = [.. (await server.Admin.GetJsonAsync("/api/v1/reports")).GetProperty("items").EnumerateArray()];
        Assert.Equal(["PS01 2020-01 published", "331125 2020-01 published"], reports.Select(report => $"{report.GetProperty("unit").GetString()} {report.GetProperty("period").GetString()} {report.GetProperty("state").GetString()}"));
        JsonElement[] runs = [.. (await server.Admin.GetJsonAsync("/api/v1/reports/schedules")).GetProperty("runs").EnumerateArray()];
        Assert.Equal(2, runs.Length);
        Assert.All(runs, run => Assert.Equal("done", run.GetProperty("state").GetString()));
        Assert.All(runs, run => Assert.Equal(1, run.GetProperty("attempts").GetInt32()));

        JsonElement[] steps = [.. (await server.Admin.GetJsonAsync($"/api/v1/reports/{reports[0].GetProperty("id").GetInt64()}")).GetProperty("steps").EnumerateArray()];
        Assert.Equal(["drafted", "reviewed", "published", "delivered"], steps.Select(step => step.GetProperty("kind").GetString()));
        Assert.Equal("leaders: Posted", steps[^1].GetProperty("comment").GetString());
        await Eventually.TrueAsync(
            () => Task.FromResult(Directory.Exists(Path.Combine(data.Path, "outbox")) && Directory.EnumerateFiles(Path.Combine(data.Path, "outbox"), "*.csv", SearchOption.AllDirectories).Count() == 2),
            TimeSpan.FromSeconds(30),
            () => "The files did not arrive.",
            Cancel);
    }

    [Fact]
    public async Task Run_CutShortByARestart_IsBegunAgain_AndOneThatFailedWaitsForItsTime()
    {
        using TemporaryFolder data = new();
        await using (TongbiServer before = await CountyMonth.StartAsync(Config, data.Path))
        {
            await before.Services.GetRequiredService<ReportScheduler>().LookAsync(Cancel);
        }

        FakeTimeProvider later = new(DateTimeOffset.Parse("2020-02-20T10:00:00+08:00", CultureInfo.InvariantCulture));
        Instant now = Instant.FromDateTimeOffset(later.GetUtcNow());
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, config: Config, data: data.Path, time: new MovedClock(later));
        ReportStore store = server.Services.GetRequiredService<ReportStore>();
        store.PutRun(new ReportRun("month", "2020-01", "331125", "running", 1, null, null, "", now));
        store.PutRun(new ReportRun("month", "2020-01", "PS01", "retrying", 3, now + Duration.FromMinutes(4), null, "The disk is full.", now));
        await server.Services.GetRequiredService<ReportScheduler>().LookAsync(Cancel);

        Assert.Equal(("done", 2), Of("331125"));
        Assert.Equal(("retrying", 3), Of("PS01"));

        store.PutRun(new ReportRun("month", "2020-01", "PS01", "retrying", 3, now - Duration.FromSeconds(1), null, "The disk is full.", now));
        await server.Services.GetRequiredService<ReportScheduler>().LookAsync(Cancel);
        Assert.Equal(("done", 4), Of("PS01"));

        (string State, int Attempts) Of(string unit) => store.FindRun("month", "2020-01", unit) is { } run ? (run.State, run.Attempts) : ("", 0);
    }
}
