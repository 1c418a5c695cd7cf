using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Demo;

/// <summary>
/// Feeds the demo over the public endpoints like any source: at the first start the history, after a stop what happened meanwhile, then what
/// happens from second to second. Deterministic reference numbers make it harmless to send anything twice.
/// </summary>
/// <param name="target">Gives address and key once the server listens.</param>
/// <param name="catalogues">The catalogue in force; the simulator ends when it is no demo catalogue any more.</param>
/// <param name="dataDirectory">Where the marker is kept.</param>
/// <param name="client">Sends the requests.</param>
/// <param name="time">The clock: nothing is dated after it.</param>
/// <param name="logger">Log.</param>
public sealed class DemoSimulator(
    Func<CancellationToken, Task<DemoTarget>> target,
    ICatalogueSource catalogues,
    string dataDirectory,
    HttpClient client,
    TimeProvider time,
    ILogger<DemoSimulator> logger) : BackgroundService
{
    /// <summary>How often something may happen.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            DemoTarget address = await target(stoppingToken);
            while (catalogues.Current is { IsDemo: true } catalogue)
            {
                await FeedAsync(catalogue, new DemoFeed(client, address, catalogue.Calendar.Zone, time, logger), stoppingToken);
            }

            Log.DemoOver(logger);
        }
        catch (DemoRefusedException refused)
        {
            Log.DemoRefused(logger, refused.Message);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what was not marked is posted again by the next start.
        }
    }

    /// <summary>Feeds for as long as this catalogue is in force.</summary>
    private async Task FeedAsync(Catalogue catalogue, DemoFeed feed, CancellationToken cancellationToken)
    {
        DemoRun run = await DemoRun.CatchUpAsync(catalogue, feed, dataDirectory, time, logger, cancellationToken);
        using PeriodicTimer timer = new(Beat, time);
        while (await timer.WaitForNextTickAsync(cancellationToken) && ReferenceEquals(catalogues.Current, catalogue))
        {
            await run.BeatAsync(cancellationToken);
        }
    }
}
