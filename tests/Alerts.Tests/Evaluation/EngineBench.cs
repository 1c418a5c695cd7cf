using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;
using Tongbi.Testing;
using Tongbi.Testing.Ledger;

namespace Tongbi.Alerts.Tests.Evaluation;

/// <summary>The engine over a real cube and a real store, with a clock that the test moves.</summary>
internal sealed class EngineBench : IStatistics, IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly InMemoryLedger ledger;
    private readonly CountCube cube;
    private readonly StatisticsEngine statistics = new();
    private ulong nextId = 1UL << 40;

    private EngineBench()
    {
        ledger = new InMemoryLedger(Time);
        cube = new CountCube(ledger, new OneCatalogue(), new CountCubeOptions(), Time, NullLogger<CountCube>.Instance);
        Store = AlertStore.Open(folder.File("alerts.db"), [], []);
        Engine = NewEngine();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 10, 2, 0, 0, TimeSpan.Zero));

    public AlertStore Store { get; private set; }

    public AlertEngine Engine { get; private set; }

    /// <summary>Metric whose figures cannot be had.</summary>
    public string? BrokenMetric { get; set; }

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<EngineBench> StartAsync(string rules)
    {
        EngineBench bench = new();
        await bench.cube.StartAsync(Token);
        bench.Engine.Start(SomeRule.Read(rules), bench.Now);
        return bench;
    }

    /// <summary>Counts events of the present moment at a unit.</summary>
    public async Task CountAsync(string unit, int count, string category = "admin/gambling", string metric = "incident", string source = "calls")
    {
        int series = ledger.Series.GetOrAdd(new SeriesKey(source, metric, category, unit));
        EventRecord[] events = [.. Enumerable.Range(0, count).Select(_ => new EventRecord(++nextId, Now.ToUnixTimeSeconds() - 1, 0, series, 1, Withdrawn: false))];
        CommitOutcome outcome = await ledger.CommitAsync(new Collector.Ledger.Delivery { Events = [events], Shares = [new SourceShare(source, count, 0, null)] }, Token);
        await cube.WaitForVersionAsync(outcome.Version, Token);
    }

    /// <summary>One turn of the service; gives how many instances were evaluated.</summary>
    public async Task<int> TurnAsync(int seconds = 0)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await Engine.FollowAsync(Token);
        return Engine.Evaluate(Now);
    }

    /// <summary>What fires or waits: rule, unit, state.</summary>
    public string Shown => string.Join(' ', Store.OpenAlerts.Values.Select(alert => $"{alert.Labels.Rule}@{alert.Labels.Unit}:{alert.State}").Order());

    /// <summary>The process ends and another begins.</summary>
    public void Restart(string rules)
    {
        Store.Dispose();
        Store = AlertStore.Open(folder.File("alerts.db"), [], []);
        Engine = NewEngine();
        Engine.Start(SomeRule.Read(rules), Now);
    }

    public StatisticsAnswer Evaluate(ICountReader counts, StatisticsRequest request, Instant now) =>
        request.Metrics[0].Id == BrokenMetric ? throw new QueryException("broken") : statistics.Evaluate(counts, request, now);

    public SeriesAnswer Evaluate(ICountReader counts, SeriesRequest request, Instant now) => statistics.Evaluate(counts, request, now);

    public async ValueTask DisposeAsync()
    {
        await cube.StopAsync(CancellationToken.None);
        cube.Dispose();
        Store.Dispose();
        await ledger.DisposeAsync();
        folder.Dispose();
    }

    private AlertEngine NewEngine() => new(this, cube, ledger, Store, NullLogger<AlertEngine>.Instance);

    public ReconciliationAnswer Evaluate(ICountReader counts, ReconciliationRequest request, Instant now) => statistics.Evaluate(counts, request, now);

    private sealed class OneCatalogue : ICatalogueSource
    {
        public event Action<Catalogue>? Changed
        {
            add { }
            remove { }
        }

        public Catalogue Current => RuleCatalogue.Instance;
    }
}
