using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;

namespace Tongbi.Dashboard.Live;

/// <summary>
/// Follows the cube and the clock: computes each watched view once per change, at most ten times a second, and lets the connections tell what
/// is new; heartbeats, source states, stalled connections and idle views are looked at every second.
/// </summary>
internal sealed class LivePublisher(
    LiveConnections connections,
    LiveViews views,
    SourceBoard sources,
    ICountCube cube,
    ICatalogueSource catalogues,
    IOptions<LiveOptions> options,
    TimeProvider time,
    ILogger<LivePublisher> logger) : BackgroundService
{
    /// <summary>How often the clock is looked at.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(FollowChangesAsync(stoppingToken), FollowClockAsync(stoppingToken));

    private async Task FollowChangesAsync(CancellationToken stoppingToken)
    {
        Task<long>? change = null;
        Task? tick = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            long begun = time.GetTimestamp();
            long version = cube.Version;
            Publish();
            try
            {
                // Beginning to beginning, so that the time an update takes does not stretch the interval.
                TimeSpan pause = options.Value.MinimumInterval - time.GetElapsedTime(begun);
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, time, stoppingToken);
                }

                // A view looks at the version and the minute itself, so waking up more often than needed costs nothing.
                change = change is { IsCompleted: false } ? change : cube.WaitForChangeAsync(version, stoppingToken);
                tick = tick is { IsCompleted: false } ? tick : Task.Delay(Tick, time, stoppingToken);
                await Task.WhenAny(change, tick);
                if (change.IsFaulted)
                {
                    await change;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The next tick tries again; screens see the age of their data meanwhile.
                Log.FollowingFailed(logger, failure);
                change = null;
                await Task.Delay(Tick, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowClockAsync(CancellationToken stoppingToken)
    {
        Instant lastBeat = Now;
        using PeriodicTimer timer = new(Tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Instant now = Now;
                bool beat = now - lastBeat >= Duration.FromTimeSpan(options.Value.HeartbeatInterval) || now < lastBeat;
                lastBeat = beat ? now : lastBeat;
                LookAround(now, beat);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private void Publish()
    {
        Instant now = Now;
        foreach (LiveView view in views.Watched())
        {
            try
            {
                view.Refresh(now);
            }
            catch (Exception failure)
            {
                // One view that cannot be computed leaves the others alone.
                Log.ViewFailed(logger, view.Key.Layout, view.Key.Unit, failure);
            }
        }

        foreach (LiveConnection connection in connections.All)
        {
            connection.Notify();
        }
    }

    private void LookAround(Instant now, bool beat)
    {
        try
        {
            bool sourcesMoved = sources.Refresh(now);
            string at = LiveView.InstantPattern.Format(now.InZone(catalogues.Current.Calendar.Zone).ToOffsetDateTime());
            foreach (LiveConnection connection in connections.All)
            {
                if (connection.DropIfStalled(options.Value.SendTimeout))
                {
                    continue;
                }

                if (beat)
                {
                    connection.Beat(at);
                }
                else if (sourcesMoved)
                {
                    connection.NotifySources();
                }
            }

            views.DropIdle(now);
        }
        catch (Exception failure)
        {
            Log.LookFailed(logger, failure);
        }
    }

    private Instant Now => time.GetUtcNow().ToInstant();
}
