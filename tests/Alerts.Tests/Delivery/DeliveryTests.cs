using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using NodaTime;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Routing;
using Tongbi.Testing;

namespace Tongbi.Alerts.Tests.Delivery;

public sealed class DeliveryTests
{
    [Fact]
    public async Task Failure_IsTriedAgainWithGrowingWaitsAndTheSameKeyUntilItArrives()
    {
        int attempts = 0;
        await using ScriptedHttpServer hook = new(_ => new(Interlocked.Increment(ref attempts) < 4 ? 500 : 200, ""));
        using DeliveryBench bench = new(Webhook(hook));
        bench.Fire();

        await bench.PassAsync(Duration.FromMinutes(3), Duration.FromSeconds(1));

        OutboxRow row = Assert.Single(bench.Outbox());
        Assert.Equal((OutboxState.Delivered, 4), (row.State, row.Attempts));
        Assert.Single(hook.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct());
        Instant[] times = [.. bench.Store.Read(connection => OutboxTable.AttemptsSince(connection, null, "leaders/0", Instant.MinValue))];
        Assert.InRange(times[1] - times[0], Duration.FromSeconds(4), Duration.FromSeconds(7));
        Assert.InRange(times[2] - times[1], Duration.FromSeconds(8), Duration.FromSeconds(13));
        Assert.InRange(times[3] - times[2], Duration.FromSeconds(16), Duration.FromSeconds(25));
    }

    [Fact]
    public async Task RetryAfter_IsRespected()
    {
        await using ScriptedHttpServer hook = new(_ => new(503, "", RetryAfter: 600));
        using DeliveryBench bench = new(Webhook(hook));
        bench.Fire();

        await bench.PassAsync(Duration.FromMinutes(9));
        Assert.Single(hook.Requests);
        await bench.PassAsync(Duration.FromMinutes(3));

        Assert.Equal(2, hook.Requests.Count);
    }

    [Fact]
    public async Task Refused_IsADeadLetterOnRecordAndNothingBehindItWaits()
    {
        await using ScriptedHttpServer hook = new(request => new(request.Text.Contains("PS01", StringComparison.Ordinal) ? 400 : 200, ""));
        using DeliveryBench bench = new(Webhook(hook));
        bench.Fire(unit: "PS01");
        bench.Fire(unit: "PS02");

        await bench.PassAsync(Duration.FromMinutes(2));

        Assert.Equal([OutboxState.Dead, OutboxState.Delivered], bench.Outbox().Select(row => row.State));
    }

    [Fact]
    public async Task FarEndAwayForADay_IsGivenUpAndStaysOnRecord()
    {
        using DeliveryBench bench = new($"receivers: [ {{ id: leaders, channels: [ {{ kind: webhook, url: \"http://127.0.0.1:{LoopbackPorts.Free()}/\" }} ] }} ]\nroute: {{ receiver: leaders, groupWait: PT0S }}");
        bench.Fire();

        await bench.PassAsync(Duration.FromHours(60), Duration.FromMinutes(10));

        Assert.Equal(OutboxState.Dead, bench.Outbox()[0].State);
        Assert.True(bench.Outbox()[0].Attempts > 20);
    }

    [Fact]
    public async Task UnclearOutcome_IsRepeatedAndSaysSoUnlessTheKeyIsHonoured()
    {
        int attempts = 0;
        await using ScriptedHttpServer robot = new(_ => Interlocked.Increment(ref attempts) == 1 ? ScriptedAnswer.Reset : new(200, """{"errcode":0,"errmsg":"ok"}"""));
        using DeliveryBench bench = new($"receivers: [ {{ id: leaders, channels: [ {{ kind: wecom, url: \"{robot.Address}hook\" }} ] }} ]\nroute: {{ receiver: leaders, groupWait: PT0S }}");
        bench.Fire();

        await bench.PassAsync(Duration.FromMinutes(1), Duration.FromSeconds(5));

        Assert.DoesNotContain("可能重复", robot.Requests.First().Text, StringComparison.Ordinal);
        Assert.Contains("可能重复", robot.Requests.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WeCom_NeverSendsMoreThanTwentyAMinute()
    {
        ConcurrentQueue<Instant> times = new();
        DeliveryBench? bench = null;
        await using ScriptedHttpServer robot = new(_ =>
        {
            times.Enqueue(bench!.Now);
            return new(200, """{"errcode":0,"errmsg":"ok"}""");
        });
        using (bench = new($"receivers: [ {{ id: leaders, perHour: 1000, channels: [ {{ kind: wecom, url: \"{robot.Address}hook\" }} ] }} ]\nroute: {{ receiver: leaders, groupBy: [rule], groupWait: PT0S }}"))
        {
            for (int number = 0; number < 50; number++)
            {
                bench.Fire(rule: $"rule-{number}");
            }

            await bench.PassAsync(Duration.FromMinutes(5), Duration.FromSeconds(10));
        }

        Instant[] sent = [.. times];
        Assert.Equal(50, sent.Length);
        Assert.All(Enumerable.Range(20, 30), index => Assert.True(sent[index] - sent[index - 20] >= Duration.FromMinutes(1)));
    }

    [Fact]
    public async Task Storm_NobodyGetsMoreThanTheCapAndNothingIsLostFromTheRecord()
    {
        string receivers = string.Join('\n', Enumerable.Range(0, 10).Select(number => $"  - {{ id: person{number}, perHour: 6, channels: [ {{ kind: file, folder: box{number} }} ] }}"));
        string routes = string.Join(", ", Enumerable.Range(0, 10).Select(number => $"{{ receiver: person{number}, continue: true }}"));
        using DeliveryBench bench = new($"receivers:\n{receivers}\nroute: {{ receiver: person0, groupBy: [rule], groupWait: PT0S, repeatInterval: P1D, routes: [ {routes} ] }}");

        // Ten alerts of each of 280 rules: 2,800 alerts, 280 groups for each of ten people.
        IReadOnlyList<Alert> fired = bench.FireAll(Enumerable.Range(0, 2_800).Select(number => Some.Alert($"rule-{number / 10}", $"U{number % 10}")));

        await bench.PassAsync(Duration.FromMinutes(55), Duration.FromMinutes(5));

        for (int person = 0; person < 10; person++)
        {
            Assert.InRange(Directory.GetFiles(Path.Combine(bench.FolderPath, $"box{person}"), "*.json").Length, 1, 6);
        }

        await bench.PassAsync(Duration.FromMinutes(70), Duration.FromMinutes(5));
        IReadOnlyList<OutboxRow> rows = bench.Outbox();
        Assert.DoesNotContain(rows, row => row.State is OutboxState.Waiting or OutboxState.Leased or OutboxState.Dead);
        foreach (IGrouping<string, OutboxRow> person in rows.GroupBy(row => row.Channel))
        {
            // Every alert is on record as told to every person, in a message of its own or in a digest.
            HashSet<string> told = bench.Store.Read(connection => Sql.Query(connection, null, "SELECT DISTINCT alert FROM outbox_alert JOIN outbox ON id = outbox WHERE channel = $1 AND state = 2", row => row.GetString(0), person.Key)).ToHashSet();
            Assert.Equal(fired.Count, told.Count);
        }
    }

    [Fact]
    public async Task QuietHours_RedComesTheRestWaitsAndComesAsOneDigest()
    {
        using DeliveryBench bench = new("receivers: [ { id: leader, quiet: { times: [ \"09:00-12:00\" ] }, channels: [ { kind: file, folder: box } ] } ]\nroute: { receiver: leader, groupBy: [rule], groupWait: PT0S }");
        bench.Fire(rule: "a", severity: Severity.Yellow);
        bench.Fire(rule: "b", severity: Severity.Orange);
        bench.Fire(rule: "c", severity: Severity.Red);
        await bench.PassAsync(Duration.FromHours(2), Duration.FromMinutes(5));
        Assert.Equal("red", Assert.Single(bench.Outbox(), row => row.State == OutboxState.Delivered).Content.Severity);

        await bench.PassAsync(Duration.FromHours(1) + Duration.FromMinutes(5), Duration.FromMinutes(5));

        OutboxRow digest = Assert.Single(bench.Outbox(), row => row.Content.DigestOf > 1);
        Assert.Equal((2, 2, OutboxState.Delivered), (digest.Content.DigestOf, digest.Content.Alerts.Count, digest.State));
        Assert.Equal(2, bench.Outbox().Count(row => row.State == OutboxState.Merged && row.MergedInto == digest.Id));
    }

    /// <summary>
    /// Kills the program at random places between an alert and its delivery, 200 times over: in a transition's transaction, before, within and
    /// after an attempt. Every told step arrives, and at a far end that honours the key, once.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task KilledAnywhere_EveryTransitionArrivesOnce(int seed)
    {
#pragma warning disable RS0030 // a seeded generator: the same kills in every run
        Random random = new(seed);
#pragma warning restore RS0030
        using KillingHandler network = new(random);
        using DeliveryBench bench = new("receivers: [ { id: leaders, channels: [ { kind: webhook, url: \"http://far.end/hook\" } ] } ]\nroute: { receiver: leaders, groupBy: [rule], groupWait: PT0S, groupInterval: PT1M }", new HttpMessageInvoker(network));
        Dictionary<string, Alert> open = [];
        HashSet<string> firedRules = [];
        HashSet<string> resolvedRules = [];
        int kills = 0;
        for (int step = 0; kills < 50 || network.Kills == 0; step++)
        {
            Assert.True(step < 5_000, "the kills do not come");
            bench.SinkFailure = random.Next(4) == 0 ? new KilledException() : null;
            try
            {
                string rule = $"rule-{step}";
                if (random.Next(3) == 0 && open.Count > 0)
                {
                    (string known, Alert alert) = open.First();
                    bench.Resolve(alert);
                    resolvedRules.Add(known);
                    open.Remove(known);
                }
                else
                {
                    open[rule] = bench.Fire(rule);
                    firedRules.Add(rule);
                }

                bench.SinkFailure = null;
                if (random.Next(5) == 0)
                {
                    throw new KilledException();
                }

                await bench.PassAsync(Duration.FromMinutes(1));
            }
            catch (Exception killed) when (killed is KilledException or OperationCanceledException)
            {
                kills++;
                bench.SinkFailure = null;
                bench.Restart();
            }
        }

        network.Peace = true;
        bench.Restart();
        await bench.PassAsync(Duration.FromMinutes(90), Duration.FromMinutes(3));

        // What fired and resolved before its group was looked at is told neither way, by the rule; all else is told both ways.
        string[] neverLookedAt = [.. firedRules.Except(network.Told("firing"))];
        Assert.Empty(neverLookedAt.Except(resolvedRules));
        Assert.Equal(resolvedRules.Except(neverLookedAt).Order(StringComparer.Ordinal), network.Told("resolved").Distinct().Order(StringComparer.Ordinal));
        Assert.All(network.Bodies, told => Assert.Single(told.Value));
        Assert.DoesNotContain(bench.Outbox(), row => row.State is OutboxState.Waiting or OutboxState.Leased);
    }

    private static string Webhook(ScriptedHttpServer hook) =>
        $"receivers: [ {{ id: leaders, channels: [ {{ kind: webhook, url: \"{hook.Address}hook\" }} ] }} ]\nroute: {{ receiver: leaders, groupBy: [unit], groupWait: PT0S }}";

    private sealed class KilledException : Exception;

    /// <summary>A far end that honours the idempotency key, on a line on which the program dies before, within or after a request.</summary>
    private sealed class KillingHandler(Random random) : HttpMessageHandler
    {
        /// <summary>Different bodies by key: more than one would be a key used for two messages.</summary>
        public ConcurrentDictionary<string, HashSet<string>> Bodies { get; } = new();

        public bool Peace { get; set; }

        public int Kills { get; private set; }

        public IEnumerable<string> Told(string status) => Bodies.Values.SelectMany(bodies => bodies)
            .SelectMany(body => System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("alerts").EnumerateArray())
            .Where(alert => alert.GetProperty("status").GetString() == status)
            .Select(alert => alert.GetProperty("labels").GetProperty("alertname").GetString()!);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            int fate = Peace ? 9 : random.Next(10);
            if (fate == 0)
            {
                Kills++;
                throw new OperationCanceledException("killed before the request", new CancellationToken(canceled: true));
            }

            string key = request.Headers.GetValues("Idempotency-Key").Single();
            Bodies.GetOrAdd(key, _ => []).Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            if (fate == 1)
            {
                Kills++;
                throw new OperationCanceledException("killed after the request", new CancellationToken(canceled: true));
            }

            return new HttpResponseMessage(fate == 2 ? HttpStatusCode.InternalServerError : HttpStatusCode.OK) { Content = new StringContent(fate.ToString(CultureInfo.InvariantCulture)) };
        }
    }
}
