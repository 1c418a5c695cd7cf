using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Health;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>Works on all watched folders of the configuration in force, each by itself; follows its changes. Thread-safe.</summary>
/// <param name="plans">The folders.</param>
/// <param name="home">Where their state is kept.</param>
/// <param name="ingest">The way in.</param>
/// <param name="ledger">Where files that were not taken are put down to their source.</param>
/// <param name="health">Where it is told which sources fail for want of a file.</param>
/// <param name="catalogues">The catalogue in force.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it is told.</param>
public sealed class FolderWatch(ConfigurationWatch<FolderPlans> plans, string home, IngestService ingest, ILedger ledger, SourceFaults health, ICatalogueSource catalogues, TimeProvider time, ILogger<FolderWatch> logger) : BackgroundService
{
    /// <summary>How every folder is doing, in the order of the configuration.</summary>
    public IReadOnlyList<FolderReport> Reports => [.. watchers.Select(watcher => watcher.Report)];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using CancellationTokenSource changed = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            void Restart(FolderPlans next) => changed.Cancel();
            plans.Changed += Restart;
            try
            {
                await WorkAsync(plans.Current, changed.Token);
            }
            catch (OperationCanceledException) when (changed.IsCancellationRequested)
            {
                // What was being read is begun anew under the changed configuration.
            }
            finally
            {
                plans.Changed -= Restart;
            }
        }
    }

    private async Task WorkAsync(FolderPlans current, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(home);
        FolderWatcher[] made = [.. current.Items.Select(plan => new FolderWatcher(plan, new FolderJournal(Path.Combine(home, plan.Id + ".json"), logger), ingest, ledger, health, catalogues, time, logger))];
        watchers = made;
        try
        {
            // Without a folder there is nothing to do until the configuration changes.
            await Task.WhenAll([.. made.Select(watcher => watcher.RunAsync(cancellationToken)), Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken)]);
        }
        finally
        {
            Array.ForEach(made, watcher => watcher.Dispose());
        }
    }

    private volatile FolderWatcher[] watchers = [];
}
