using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Database;
using Tongbi.Collector.Sources.Health;
using Tongbi.Collector.Tests.Codes;
using Tongbi.Collector.Tests.Ledger;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Sources.Database;

/// <summary>Pulls into a real ledger file; what is logged is kept, to look for what must not be there.</summary>
internal sealed class PullBench : IAsyncDisposable
{
    private PullBench(CodesBench bench, string connectionString)
    {
        this.bench = bench;
        File.WriteAllText(SecretFile, connectionString);
        Pulls = NewService();
    }

    public PullService Pulls { get; private set; }

    public ILedger Ledger => bench.Ledger;

    public string SecretFile => Path.Combine(bench.DataDirectory, "connection");

    public string CursorFolder => Path.Combine(bench.DataDirectory, "pulls");

    public SourceFaults Faults { get; } = new(TimeProvider.System);

    public ConcurrentQueue<string> Logged { get; } = [];

    public PullStatus Status => Pulls.Statuses.Single();

    public static async Task<PullBench> OpenAsync(string connectionString) => new(await CodesBench.OpenAsync(), connectionString);

    /// <summary>Puts one pull in force: <c>#connection</c> in the text is its connection.</summary>
    public PullDefinition Define(string pull) => (plan = Parse(pull)).Pulls.Single();

    /// <summary>Puts several pulls in force.</summary>
    public void DefineAll(params string[] pulls) => plan = Parse(pulls);

    private PullPlan Parse(params string[] pulls)
    {
        IEnumerable<string> items = pulls.Select(pull => "  - " + pull.Trim().Replace("#connection", "\"file:" + SecretFile + "\"", StringComparison.Ordinal).ReplaceLineEndings("\n    "));
        string text = "pulls:\n" + string.Join('\n', items);
        return PullPlan.Parse([new ConfigurationText("pulls.yaml", text)], bench.Catalogues.Current);
    }

    /// <summary>Runs it once and gives how it went.</summary>
    public async Task<PullStatus> RunAsync(CancellationToken? cancellationToken = null)
    {
        await Pulls.RunOnceAsync(plan.Pulls.Single(), cancellationToken ?? TestContext.Current.CancellationToken);
        return Status;
    }

    /// <summary>As after a restart: nothing is known but what is on disk.</summary>
    public void Restart() => Pulls = NewService();

    public async Task<long> TotalAsync() => (await LedgerState.ReadAsync(Ledger)).Total;

    public async Task<long> CountAsync(string category, string unit, string source = "dispatch110", string metric = "incident")
    {
        long sum = 0;
        await foreach (ChangeSet set in Ledger.ReadChangesAsync(0, TestContext.Current.CancellationToken))
        {
            sum += set.Changes.Where(change => Ledger.Series[change.Series] == new SeriesKey(source, metric, category, unit)).Sum(change => change.Delta);
        }

        return sum;
    }

    public ValueTask DisposeAsync()
    {
        Pulls.Dispose();
        return bench.DisposeAsync();
    }

    private PullService NewService() => new(() => plan, bench.Catalogues, bench.Service, bench.Ledger, CursorFolder, Faults, TimeProvider.System, new KeptLog(Logged));

    private readonly CodesBench bench;
    private volatile PullPlan plan = new([]);

    private sealed class KeptLog(ConcurrentQueue<string> lines) : ILogger<PullService>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);
    }
}
