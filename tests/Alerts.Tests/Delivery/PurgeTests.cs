using NodaTime;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Silences;

namespace Tongbi.Alerts.Tests.Delivery;

/// <summary>What is old is forgotten, whole and in small batches; what is open or young stays.</summary>
public sealed class PurgeTests
{
    private const string Notify = """
        receivers: [ { id: leaders, perHour: 10000, channels: [ { kind: file, folder: box } ] } ]
        route: { receiver: leaders, groupBy: [rule], groupWait: PT0S, repeatInterval: P1000D }
        """;

    private static readonly Duration Keep = Duration.FromDays(100);

    [Fact]
    public async Task Turn_ForgetsWhatIsOld_NeverAnOpenAlert_NorOneWhoseEndIsYoung()
    {
        using DeliveryBench bench = new(Notify);
        Alert old = bench.Resolve(bench.Fire("old"));
        Alert open = bench.Fire("open");
        Alert endsLate = bench.Fire("endsLate");
        bench.Silences.Put(new Silence("s1", [new("rule", "x", false, true)], bench.Now, bench.Now + Duration.FromDays(1), "wang", "drill", bench.Now));
        bench.Silences.Put(new Silence("s2", [new("rule", "x", false, true)], bench.Now, bench.Now + Duration.FromDays(90), "wang", "drill", bench.Now));
        await bench.PassAsync(Duration.FromMinutes(10));
        bench.Time.Advance(TimeSpan.FromDays(60));
        endsLate = bench.Resolve(endsLate);
        await bench.PassAsync(Duration.FromMinutes(10));
        bench.Time.Advance(TimeSpan.FromDays(60));

        Empty(bench);

        Assert.Null(bench.Store.Find(old.Id));
        Assert.Empty(bench.Store.History(old.Id));
        Assert.Equal(open.Id, bench.Store.Find(open.Id)?.Id);
        Assert.Equal(2, bench.Store.History(endsLate.Id).Count);
        bench.Restart();
        Assert.Equal([open.Id], bench.Store.OpenAlerts.Values.Select(alert => alert.Id));
        Assert.Equal(["s2"], bench.Silences.All.Select(silence => silence.Id));

        // The one message left is the late end's; nothing of the forgotten ones hangs about.
        Assert.All(bench.Outbox(), row => Assert.True(row.Created > bench.Now - Keep));
        Assert.Equal(0, Count(bench, "attempt WHERE outbox NOT IN (SELECT id FROM outbox)"));
        Assert.Equal(0, Count(bench, "outbox_alert WHERE outbox NOT IN (SELECT id FROM outbox)"));
        Assert.Equal(0, Count(bench, "transition WHERE alert NOT IN (SELECT id FROM alert)"));
    }

    [Fact]
    public async Task Turn_TakesSmallBatches_UntilNothingIsLeft()
    {
        using DeliveryBench bench = new(Notify);
        foreach (Alert alert in bench.FireAll(Enumerable.Range(0, (2 * Purge.Batch) + 50).Select(number => Some.Alert($"rule-{number}"))))
        {
            bench.Resolve(alert);
        }

        await bench.PassAsync(Duration.FromMinutes(10));
        bench.Time.Advance(TimeSpan.FromDays(101));
        Purge purge = New(bench);

        Assert.InRange(purge.Turn(bench.Now), Purge.Batch, 3 * Purge.Batch);
        Assert.Equal(Purge.Batch + 50, bench.Store.List(new AlertQuery()).Count);
        Empty(bench);
        Assert.Empty(bench.Store.List(new AlertQuery()));
        Assert.Equal(0, purge.Turn(bench.Now));
    }

    [Fact]
    public async Task Tables_OverYears_StayBounded()
    {
        using DeliveryBench bench = new(Notify);
        List<long> rows = [];
        for (int month = 0; month < 24; month++)
        {
            foreach (Alert alert in bench.FireAll(Enumerable.Range(0, 20).Select(number => Some.Alert($"rule-{number}"))))
            {
                bench.Resolve(alert);
            }

            await bench.PassAsync(Duration.FromMinutes(10), Duration.FromMinutes(5));
            bench.Time.Advance(TimeSpan.FromDays(30));
            Empty(bench);
            rows.Add(Tables.Sum(table => Count(bench, table)));
        }

        // From the time that is kept on, every month is as large as the one before.
        Assert.Single(rows.Skip(5).Distinct());
    }

    private static readonly string[] Tables = ["alert", "transition", "alert_group", "group_member", "escalation", "outbox", "outbox_alert", "outbox_file", "attempt", "silence", "used_link", "stand_in"];

    private static Purge New(DeliveryBench bench) => new(bench.Store, () => bench.Settings, Keep);

    private static void Empty(DeliveryBench bench)
    {
        Purge purge = New(bench);
        for (int turn = 0; turn < 1_000 && purge.Turn(bench.Now) > 0; turn++)
        {
        }
    }

    private static long Count(DeliveryBench bench, string from) => bench.Store.Read(connection => Sql.Number(connection, null, "SELECT count(*) FROM " + from)) ?? -1;
}
