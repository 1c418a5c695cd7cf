using Microsoft.Extensions.Options;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Walls;

namespace Tongbi.Dashboard.Live;

/// <summary>The views in use, each computed once for all who look at it. Bounded: what nobody uses goes first. Thread-safe.</summary>
internal sealed class LiveViews(
    WallStore walls,
    ICatalogueSource catalogues,
    ICountCube cube,
    ViewEvaluator evaluator,
    SourceBoard sources,
    IAlertBoard alerts,
    DemoState demo,
    IOptions<LiveOptions> options)
{
    /// <summary>The view, made now if need be; null if as many as may be are in use.</summary>
    public LiveView? Open(ViewKey key, Instant now)
    {
        lock (gate)
        {
            if (!views.TryGetValue(key, out LiveView? view))
            {
                if (views.Count >= options.MaximumViews && !DropLongestUnused())
                {
                    return null;
                }

                view = new LiveView(key, walls, catalogues, cube, evaluator, sources, alerts, demo);
                views.Add(key, view);
            }

            view.LastUsedAt = now;
            return view;
        }
    }

    /// <summary>Opens a view for a connection, which must <see cref="Leave"/> it.</summary>
    public LiveView? Join(ViewKey key, Instant now)
    {
        lock (gate)
        {
            LiveView? view = Open(key, now);
            if (view is not null)
            {
                view.Subscribers++;
            }

            return view;
        }
    }

    /// <summary>Ends what <see cref="Join"/> began.</summary>
    public void Leave(LiveView view, Instant now)
    {
        lock (gate)
        {
            view.Subscribers--;
            view.LastUsedAt = now;
        }
    }

    /// <summary>The views that some connection is shown.</summary>
    public IReadOnlyList<LiveView> Watched()
    {
        lock (gate)
        {
            return [.. views.Values.Where(view => view.Subscribers > 0)];
        }
    }

    /// <summary>Forgets views that nobody has used for the configured time.</summary>
    public void DropIdle(Instant now)
    {
        lock (gate)
        {
            Instant limit = now - Duration.FromTimeSpan(options.IdleViewLifetime);
            foreach (LiveView view in views.Values.Where(view => view.Subscribers == 0 && view.LastUsedAt < limit).ToList())
            {
                views.Remove(view.Key);
            }
        }
    }

    private bool DropLongestUnused()
    {
        LiveView? unused = views.Values.Where(view => view.Subscribers == 0).MinBy(view => view.LastUsedAt);
        return unused is not null && views.Remove(unused.Key);
    }

    private readonly LiveOptions options = options.Value;
    private readonly Lock gate = new();
    private readonly Dictionary<ViewKey, LiveView> views = [];
}
