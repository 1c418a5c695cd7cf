using NodaTime;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Demo;

/// <summary>
/// One run of the simulated county under one catalogue: first all that is owed up to now (at the first start the whole history), then what
/// each beat of the clock brings. Not thread-safe.
/// </summary>
internal sealed class DemoRun
{
    /// <summary>After a longer stop the run goes on from so far back.</summary>
    private static readonly Duration LongestCatchUp = Duration.FromDays(400);

    /// <summary>How often the marker is brought up to date.</summary>
    private static readonly Duration MarkEvery = Duration.FromMinutes(1);

    private DemoRun(DemoHistory history, DemoFeed feed, DemoMarker marker, string dataDirectory, TimeProvider time, Instant postedTo)
    {
        this.history = history;
        this.feed = feed;
        this.marker = marker;
        this.dataDirectory = dataDirectory;
        this.time = time;
        this.postedTo = postedTo;
        pulse = new DemoPulse(history, postedTo.ToUnixTimeSeconds());
        redelivery = new DemoRedelivery(history, postedTo);
    }

    /// <summary>Posts everything up to now.</summary>
    public static async Task<DemoRun> CatchUpAsync(Catalogue catalogue, DemoFeed feed, string dataDirectory, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        Instant now = Now(time);
        DemoMarker marker = DemoMarker.TryRead(dataDirectory) ?? new DemoMarker(now, PostedTo: null);
        marker.Write(dataDirectory);
        DemoHistory history = new(catalogue, marker.FirstStart);
        Instant from = marker.PostedTo is { } mark ? Instant.Max(mark, now - LongestCatchUp) : history.From;
        Log.DemoBegins(logger, from, now, history.Span.Period);
        long began = time.GetTimestamp();
        int events = await feed.PostAsync(history.Events(from, now), sent => Log.DemoProgress(logger, sent, "events"), cancellationToken);
        int figures = await feed.PostAsync(history.FiguresDue(from, now), sent => Log.DemoProgress(logger, sent, "figures"), cancellationToken);
        Log.DemoCaughtUp(logger, events, figures, time.GetElapsedTime(began).TotalSeconds);
        marker = marker with { PostedTo = now };
        marker.Write(dataDirectory);
        return new DemoRun(history, feed, marker, dataDirectory, time, now);
    }

    /// <summary>Posts what came since the last beat.</summary>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        Instant now = Now(time);
        if (now <= postedTo)
        {
            return; // the clock was set back
        }

        (IReadOnlyList<DemoEvent> extras, IReadOnlyList<DemoFigure> figures) = pulse.At(now.ToUnixTimeSeconds());
        DemoEvent[] events = [.. history.Events(postedTo, now), .. extras];
        redelivery.Note(events, now);
        await feed.PostAsync([.. events, .. redelivery.Due(now)], progress: null, cancellationToken);
        await feed.PostAsync([.. history.FiguresDue(postedTo, now), .. figures], progress: null, cancellationToken);
        postedTo = now;
        if (now - marker.PostedTo > MarkEvery)
        {
            marker = marker with { PostedTo = now };
            marker.Write(dataDirectory);
        }
    }

    /// <summary>Whole seconds, as records are dated.</summary>
    private static Instant Now(TimeProvider time) => Instant.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());

    private readonly DemoHistory history;
    private readonly DemoFeed feed;
    private readonly string dataDirectory;
    private readonly TimeProvider time;
    private readonly DemoPulse pulse;
    private readonly DemoRedelivery redelivery;
    private DemoMarker marker;
    private Instant postedTo;
}
