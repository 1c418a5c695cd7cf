using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Health;

namespace Tongbi.Collector.Sources.Database;

/// <summary>
/// Runs the pulls of the configuration, each in a loop of its own: never two runs of one pull at once, and one that fails never holds up
/// another. A pull that is changed or taken away ends before what takes its place begins; what it committed stays.
/// </summary>
public sealed class PullService : BackgroundService
{
    /// <summary>How often it looks whether the configuration changed.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>Ties it together.</summary>
    /// <param name="plan">The pulls in force.</param>
    /// <param name="catalogues">The catalogue in force.</param>
    /// <param name="ingest">The way in.</param>
    /// <param name="ledger">The data set that cursors belong to.</param>
    /// <param name="cursorFolder">Folder for the cursors.</param>
    /// <param name="faults">Where a pull that fails is shown at its source.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where runs and faults are told.</param>
    public PullService(Func<PullPlan> plan, ICatalogueSource catalogues, IngestService ingest, ILedger ledger, string cursorFolder, SourceFaults faults, TimeProvider time, ILogger<PullService> logger)
    {
        this.plan = plan;
        this.catalogues = catalogues;
        this.ingest = ingest;
        this.faults = faults;
        this.time = time;
        this.logger = logger;
        cursors = new PullCursors(cursorFolder, ledger);
    }

    /// <summary>How each pull of the configuration is doing, in its order.</summary>
    public IReadOnlyList<PullStatus> Statuses => [.. plan().Pulls.Select(pull => statuses.GetValueOrDefault(pull.Id) is { } known && known.Pull == pull ? known : PullStatus.New(pull))];

    /// <summary>Runs a pull once and notes how it went. The caller sees to it that no other run of it is under way.</summary>
    public async Task RunOnceAsync(PullDefinition pull, CancellationToken cancellationToken)
    {
        PullStatus before = statuses.GetValueOrDefault(pull.Id) is { } known && known.Pull == pull ? known : PullStatus.New(pull);
        PullStatus now = before with { IsRunning = true, LastRunAt = Now, LastTally = PullTally.None, NextRunAt = null };
        statuses[pull.Id] = now;
        try
        {
            PullRun run = new(pull, ingest, catalogues.Current, cursors, providers, time, (tally, watermark) => statuses[pull.Id] = now = now with { LastTally = tally, Watermark = watermark });

            // Some providers have no asynchronous calls: they keep a thread of the pool, not the caller.
            PullTally brought = await Task.Run(() => run.RunAsync(cancellationToken), cancellationToken);
            faults.Recover(pull.Source, WayOf(pull));
            statuses[pull.Id] = now with { IsRunning = false, LastSuccessAt = Now, LastFault = null, LastFaultAt = null, FaultsInARow = 0 };
            Log.Pulled(logger, pull.Id, brought.Rows, brought.Inserted, brought.Revised, brought.Duplicate, brought.Rejected);
            if (before.FaultsInARow > 0)
            {
                Log.Recovered(logger, pull.Id);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            statuses[pull.Id] = now with { IsRunning = false };
            throw;
        }
        catch (Exception failure)
        {
            PullFault fault = PullFaults.Of(failure);
            faults.Report(pull.Source, WayOf(pull), fault.Code, fault.Message);
            statuses[pull.Id] = now with { IsRunning = false, LastFault = fault, LastFaultAt = Now, FaultsInARow = before.FaultsInARow + 1 };
            Log.Failed(logger, pull.Id, fault.Code, before.FaultsInARow + 1, fault.Message);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Dictionary<string, (PullDefinition Pull, CancellationTokenSource Stop, Task Loop)> running = new(StringComparer.Ordinal);
        using PeriodicTimer timer = new(LookInterval, time);
        try
        {
            do
            {
                await FollowAsync(running, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            foreach ((_, CancellationTokenSource stop, Task loop) in running.Values)
            {
                await EndAsync(stop, loop);
            }
        }
    }

    private async Task FollowAsync(Dictionary<string, (PullDefinition Pull, CancellationTokenSource Stop, Task Loop)> running, CancellationToken stoppingToken)
    {
        IReadOnlyList<PullDefinition> wanted = plan().Pulls;
        foreach ((string id, (PullDefinition pull, CancellationTokenSource stop, Task loop)) in running.Where(entry => !wanted.Contains(entry.Value.Pull)).ToArray())
        {
            await EndAsync(stop, loop);
            running.Remove(id);
            faults.Recover(pull.Source, WayOf(pull));
            statuses.TryRemove(id, out _);
        }

        foreach (PullDefinition pull in wanted.Where(pull => !running.ContainsKey(pull.Id)))
        {
            CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            running[pull.Id] = (pull, stop, LoopAsync(pull, stop.Token));
        }
    }

    private static async Task EndAsync(CancellationTokenSource stop, Task loop)
    {
        await stop.CancelAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    // The first run begins at once: after a restart nobody waits for what came meanwhile.
    private async Task LoopAsync(PullDefinition pull, CancellationToken cancellationToken)
    {
        while (true)
        {
            await RunOnceAsync(pull, cancellationToken);
            PullStatus status = statuses[pull.Id];
            DateTimeOffset ended = time.GetUtcNow();
            DateTimeOffset? next = status.LastFault is null ? pull.Schedule.Next(ended) : ended + PullBackOff.After(status.FaultsInARow);
            statuses[pull.Id] = status with { NextRunAt = next is { } at ? Instant.FromDateTimeOffset(at) : null };
            if (next is not { } due)
            {
                return;
            }

            // A timer waits for weeks at most; a schedule may mean a year.
            for (TimeSpan left = due - time.GetUtcNow(); left > TimeSpan.Zero; left = due - time.GetUtcNow())
            {
                await Task.Delay(left < LongestWait ? left : LongestWait, time, cancellationToken);
            }
        }
    }

    private static string WayOf(PullDefinition pull) => "pull:" + pull.Id;

    private Instant Now => time.GetUtcNow().ToInstant();

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private readonly Func<PullPlan> plan;
    private readonly ICatalogueSource catalogues;
    private readonly IngestService ingest;
    private readonly SourceFaults faults;
    private readonly TimeProvider time;
    private readonly ILogger<PullService> logger;
    private readonly PullCursors cursors;
    private readonly ProviderLoader providers = new();
    private readonly ConcurrentDictionary<string, PullStatus> statuses = new(StringComparer.Ordinal);
}
