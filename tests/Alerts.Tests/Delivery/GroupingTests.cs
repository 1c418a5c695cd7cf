using NodaTime;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Routing;
using Tongbi.Alerts.Silences;

namespace Tongbi.Alerts.Tests.Delivery;

/// <summary>Alertmanager's timers over a real file: what is told, and when.</summary>
public sealed class GroupingTests : IDisposable
{
    [Fact]
    public async Task NewGroup_WaitsForCompanyAndIsToldOnce()
    {
        bench.Fire(unit: "PS01", severity: Severity.Orange);
        await bench.PassAsync(Duration.FromSeconds(20), Duration.FromSeconds(10));
        bench.Fire(unit: "PS02", severity: Severity.Orange);
        Assert.Empty(bench.Outbox());

        await bench.PassAsync(Duration.FromSeconds(10), Duration.FromSeconds(10));

        OutboxRow told = Assert.Single(bench.Outbox());
        Assert.Equal((SendReason.First, 2, OutboxState.Delivered), (told.Content.Reason, told.Content.Alerts.Count, told.State));
    }

    [Fact]
    public async Task GroupOfAnOldAlert_IsToldAtOnce()
    {
        Alert alert = bench.Fire(severity: Severity.Orange);
        bench.Settings = DeliveryBench.Parse("receivers: [ { id: late, channels: [ { kind: file, folder: late } ] } ]\nroute: { receiver: late, groupWait: PT1M }");
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        bench.Restart();

        await bench.TurnAsync();

        Assert.Equal(alert.Id, Assert.Single(Assert.Single(bench.Outbox()).Content.Alerts).Id);
    }

    [Fact]
    public async Task FiredAndResolvedWithinTheWait_IsNeverTold()
    {
        bench.Resolve(bench.Fire(severity: Severity.Orange));

        await bench.PassAsync(Duration.FromMinutes(10));

        Assert.Empty(bench.Outbox());
    }

    [Fact]
    public async Task LaterAlert_IsToldAtTheNextLookAndNotBefore()
    {
        bench.Fire(unit: "PS01", severity: Severity.Orange);
        await bench.PassAsync(Duration.FromMinutes(1));
        bench.Fire(unit: "PS02", severity: Severity.Orange);

        await bench.PassAsync(Duration.FromMinutes(4));
        Assert.Single(bench.Outbox());
        await bench.PassAsync(Duration.FromMinutes(2));

        Assert.Equal([SendReason.First, SendReason.NewAlerts], bench.Outbox().Select(row => row.Content.Reason));
    }

    [Fact]
    public async Task NoNews_IsRepeatedAfterTheRepeatIntervalUntilAcknowledged()
    {
        Alert alert = bench.Fire(severity: Severity.Orange);
        await bench.PassAsync(Duration.FromHours(4) + Duration.FromMinutes(10));
        Assert.Equal([SendReason.First, SendReason.Repeat], bench.Outbox().Select(row => row.Content.Reason));

        bench.Acknowledge(alert);
        await bench.PassAsync(Duration.FromHours(9), Duration.FromMinutes(5));

        Assert.Equal(2, bench.Outbox().Count);
    }

    [Fact]
    public async Task Resolved_IsToldOnceAndTheGroupEnds()
    {
        Alert alert = bench.Fire(severity: Severity.Orange);
        await bench.PassAsync(Duration.FromMinutes(1));
        bench.Resolve(alert);
        await bench.PassAsync(Duration.FromMinutes(6));
        Assert.Equal([SendReason.First, SendReason.AllResolved], bench.Outbox().Select(row => row.Content.Reason));
        Assert.False(bench.Outbox()[1].Content.Firing);

        bench.Fire(severity: Severity.Orange);
        await bench.PassAsync(Duration.FromMinutes(1));
        Assert.Equal(SendReason.First, bench.Outbox()[2].Content.Reason);
    }

    [Fact]
    public async Task OneOfTwoResolved_IsNewsOfItsOwn()
    {
        Alert first = bench.Fire(unit: "PS01", severity: Severity.Orange);
        bench.Fire(unit: "PS02", severity: Severity.Orange);
        await bench.PassAsync(Duration.FromMinutes(1));
        bench.Resolve(first);

        await bench.PassAsync(Duration.FromMinutes(20));

        Assert.Equal([SendReason.First, SendReason.NewlyResolved], bench.Outbox().Select(row => row.Content.Reason));
    }

    [Fact]
    public async Task Severity_OnlyANewWorstIsNews()
    {
        Alert alert = bench.Fire(severity: Severity.Orange);
        await bench.PassAsync(Duration.FromMinutes(1));
        alert = bench.Change(alert, Severity.Yellow);
        await bench.PassAsync(Duration.FromMinutes(6));
        alert = bench.Change(alert, Severity.Orange);
        await bench.PassAsync(Duration.FromMinutes(6));
        Assert.Single(bench.Outbox());

        bench.Change(alert, Severity.Red);
        await bench.PassAsync(Duration.FromMinutes(6));

        // Red has a route of its own, so it is the first of another group, at once.
        Assert.Equal(SendReason.First, bench.Outbox()[1].Content.Reason);
        Assert.StartsWith("0.0:", bench.Outbox()[1].Content.GroupKey, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Outbox(), row => !row.Content.Firing);
    }

    [Fact]
    public async Task Inhibited_IsNotToldWhileTheSourceFires()
    {
        Alert red = bench.Fire(severity: Severity.Red);
        bench.Fire(rule: "other", unit: "PS01", severity: Severity.Yellow, metric: "incident");
        await bench.PassAsync(Duration.FromMinutes(10));
        Assert.All(bench.Outbox(), row => Assert.Equal("red", row.Content.Severity));
        Assert.NotEmpty(bench.Outbox());

        bench.Resolve(red);
        await bench.PassAsync(Duration.FromMinutes(10));

        Assert.Contains(bench.Outbox(), row => row.Content.Severity == "yellow" && row.Content.Firing);
    }

    [Fact]
    public async Task SilentSource_InhibitsWhatIsComputedFromIt()
    {
        bench.Fire(rule: "dispatch-silent", unit: "331125", severity: Severity.Orange, statistic: "age", metric: "incident");
        bench.Fire(rule: "fell", unit: "PS02", severity: Severity.Orange, metric: "incident.vice_lead");
        bench.Fire(rule: "cases", unit: "PS02", severity: Severity.Orange, metric: "case");

        await bench.PassAsync(Duration.FromMinutes(10));

        Assert.Equal(["cases", "dispatch-silent"], bench.Outbox().SelectMany(row => row.Content.Alerts).Select(alert => alert.Rule).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Silenced_IsNotToldButItsStateGoesOn()
    {
        Silence silence = bench.Silences.Put(new Silence("s1", [new SilenceMatcher("unit", "PS0.", IsRegex: true, IsEqual: true)], bench.Now, bench.Now + Duration.FromHours(1), "wang", "drill", bench.Now));
        Alert alert = bench.Fire(severity: Severity.Orange);
        await bench.PassAsync(Duration.FromMinutes(30));
        Assert.Empty(bench.Outbox());

        bench.Restart();
        Assert.Equal("active", bench.Silences.Find(silence.Id)!.StateAt(bench.Now));
        bench.Silences.End(silence.Id);
        await bench.PassAsync(Duration.FromMinutes(6));

        Assert.Equal(alert.Id, Assert.Single(Assert.Single(bench.Outbox()).Content.Alerts).Id);
    }

    [Fact]
    public async Task ToldThenSilencedThenResolved_TheEndIsToldAfterTheSilence()
    {
        Alert alert = bench.Fire(severity: Severity.Orange);
        await bench.PassAsync(Duration.FromMinutes(1));
        bench.Silences.Put(new Silence("s1", [new SilenceMatcher("alertname", "vice-yoy", IsRegex: false, IsEqual: true)], bench.Now, bench.Now + Duration.FromMinutes(30), "wang", "drill", bench.Now));
        bench.Resolve(alert);
        await bench.PassAsync(Duration.FromMinutes(20));
        Assert.Single(bench.Outbox());

        await bench.PassAsync(Duration.FromMinutes(20));

        Assert.Equal(SendReason.AllResolved, bench.Outbox()[1].Content.Reason);
    }

    [Fact]
    public async Task Muted_IsToldWhenTheWindowEnds()
    {
        // 22:00 in the office's zone on a Monday.
        bench.Time.SetUtcNow(new DateTimeOffset(2026, 11, 23, 14, 0, 0, TimeSpan.Zero));
        bench.Fire(severity: Severity.Blue);
        bench.Fire(rule: "other", severity: Severity.Red);
        await bench.PassAsync(Duration.FromHours(8), Duration.FromMinutes(5));
        Assert.Equal("red", bench.Outbox().Select(row => row.Content.Severity).Distinct().Single());

        await bench.PassAsync(Duration.FromHours(1) + Duration.FromMinutes(10), Duration.FromMinutes(5));

        OutboxRow blue = Assert.Single(bench.Outbox(), row => row.Content.Severity == "blue");
        Assert.InRange(blue.Created, Instant.FromUtc(2026, 11, 23, 23, 0), Instant.FromUtc(2026, 11, 23, 23, 6));
    }

    [Fact]
    public async Task Escalation_GoesOnUntilSomebodyAcknowledges()
    {
        Alert alert = bench.Fire(severity: Severity.Red);
        await bench.PassAsync(Duration.FromMinutes(6));
        Assert.Equal("shift-lead", Assert.Single(bench.Outbox(), row => row.Content.Reason == SendReason.Escalation).Receiver);

        bench.Restart();
        await bench.PassAsync(Duration.FromMinutes(5));
        Assert.Equal(["shift-lead", "others"], bench.Outbox().Where(row => row.Content.Reason == SendReason.Escalation).Select(row => row.Receiver));
        bench.Resolve(alert);

        Alert second = bench.Fire(unit: "PS02", severity: Severity.Red);
        await bench.PassAsync(Duration.FromMinutes(3));
        bench.Acknowledge(second);
        await bench.PassAsync(Duration.FromMinutes(20));
        Assert.Equal(2, bench.Outbox().Count(row => row.Content.Reason == SendReason.Escalation));
    }

    [Fact]
    public void SinkFails_NeitherTheStepNorTheMessageIsKept()
    {
        bench.SinkFailure = new InvalidOperationException("disk");

        Assert.Throws<InvalidOperationException>(() => bench.Fire(severity: Severity.Orange));

        bench.SinkFailure = null;
        bench.Restart();
        Assert.Empty(bench.Store.OpenAlerts);
        Assert.Null(bench.Dispatcher.NextDue());
    }

    [Fact]
    public async Task SettingsChanged_OpenAlertsMoveToTheNewRoutes()
    {
        bench.Fire(severity: Severity.Orange);
        await bench.PassAsync(Duration.FromMinutes(1));
        bench.Settings = DeliveryBench.Parse("receivers: [ { id: new, channels: [ { kind: file, folder: new } ] } ]\nroute: { receiver: new }");
        bench.Dispatcher.Regroup(bench.Now);

        await bench.PassAsync(Duration.FromMinutes(1));

        Assert.Equal(["leaders", "new"], bench.Outbox().Select(row => row.Receiver));
    }

    [Fact]
    public async Task Watchdog_TellsOfABacklogOnceAndTheHeartbeatGoesOn()
    {
        bench.Settings = DeliveryBench.Parse(
            """
            receivers:
              - { id: broken, channels: [ { kind: webhook, url: "http://127.0.0.1:9/" } ] }
              - { id: ops, channels: [ { kind: file, folder: ops } ] }
            route: { receiver: broken, groupWait: PT0S }
            watchdog: { receiver: ops }
            heartbeat: { receiver: ops, every: PT5M }
            """);
        bench.Fire(severity: Severity.Orange);
        for (int minute = 0; minute < 30; minute++)
        {
            await bench.PassAsync(Duration.FromMinutes(1));
            bench.Watchdog.Turn(bench.Now);
        }

        string[] told = [.. bench.Outbox().Where(row => row.Receiver == "ops").Select(row => row.Content.GroupKey)];
        Assert.Equal(6, told.Count(key => key == "watchdog:heartbeat"));
        Assert.Single(told, key => key == "watchdog:outbox");
        Assert.Single(told, key => key == "watchdog:channel:broken/0");
        Assert.DoesNotContain("watchdog:evaluation", told);

        // What the program told of itself is forgotten sooner than what it told of alerts; what still waits never is.
        int forgotten = bench.Store.Write(session => OutboxTable.Prune(session.Connection, session.Transaction, bench.Now - Duration.FromDays(400), bench.Now, 1_000));
        Assert.Equal(8, forgotten);
        Assert.Equal("broken", Assert.Single(bench.Outbox()).Receiver);
    }

    [Fact]
    public void Watchdog_TellsOfAPartInTroubleOnceUntilItIsOver()
    {
        Part part = new() { IsWrong = true };
        bench.WatchedParts.Add(part);
        Look(3);
        part.IsWrong = false;
        Look(1);
        part.IsWrong = true;
        Look(2);

        OutboxRow[] told = [.. bench.Outbox().Where(row => row.Content.GroupKey == "watchdog:screen:d1")];
        Assert.Equal(2, told.Length);
        Assert.All(told, row => Assert.Equal("大屏“大厅”(wall)已离线。", row.Content.Note));

        void Look(int minutes)
        {
            for (int minute = 0; minute < minutes; minute++)
            {
                bench.Time.Advance(TimeSpan.FromMinutes(1));
                bench.Watchdog.Turn(bench.Now);
            }
        }
    }

    public void Dispose() => bench.Dispose();

    private sealed class Part : IWatchedPart
    {
        public bool IsWrong { get; set; }

        public IReadOnlyList<WatchedTrouble> Troubles(Instant now) =>
            IsWrong ? [new WatchedTrouble("screen:d1", words => words.Say("watchdog.screenGone", ("screen", "大厅"), ("wall", "wall")))] : [];
    }

    private const string Notify =
        """
        receivers:
          - { id: leaders, channels: [ { kind: file, folder: outbox } ] }
          - { id: shift-lead, channels: [ { kind: file, folder: lead } ] }
          - { id: others, channels: [ { kind: file, folder: others } ] }
        route: { receiver: leaders, groupBy: [rule], groupWait: PT30S, groupInterval: PT5M, repeatInterval: PT4H, routes: [ { match: { severity: red } } ] }
        inhibit: [ { source: { severity: red }, target: { severity: yellow }, equal: [unit] } ]
        escalation: { red: [ { after: PT5M, receiver: shift-lead }, { after: PT10M, receiver: others } ] }
        mute: [ { id: night, weekdays: [mon], times: [ "22:00-07:00" ], severities: [blue, yellow] } ]
        """;

    private readonly DeliveryBench bench = new(Notify);
}
