using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Dashboard.Walls;

namespace Tongbi.Dashboard.Live;

/// <summary>All screens that are connected to this process, and what each may be shown. Thread-safe.</summary>
public sealed class LiveConnections
{
    internal LiveConnections(
        IHubContext<LiveHub, ILiveClient> hub,
        LiveViews views,
        WallStore walls,
        ICatalogueSource catalogues,
        ICountCube cube,
        SourceBoard sources,
        IAlertBoard alerts,
        IOptions<LiveOptions> options,
        TimeProvider time,
        ILogger<LiveConnections> logger)
    {
        this.hub = hub;
        this.views = views;
        this.walls = walls;
        this.catalogues = catalogues;
        this.cube = cube;
        this.sources = sources;
        this.alerts = alerts;
        this.options = options.Value;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>How many screens are connected.</summary>
    public int Count => connections.Count;

    internal IEnumerable<LiveConnection> All => connections.Values;

    internal void Add(HubCallerContext context)
    {
        if (connections.Count >= options.MaximumConnections)
        {
            Log.ConnectionRefused(logger, options.MaximumConnections);
            context.Abort();
            return;
        }

        connections[context.ConnectionId] = new LiveConnection(context, hub.Clients.Client(context.ConnectionId), sources, alerts, cube, time, logger);
    }

    internal void Remove(string connectionId)
    {
        if (connections.TryRemove(connectionId, out LiveConnection? connection) && connection.View is { } view)
        {
            views.Leave(view, Now);
        }
    }

    /// <exception cref="HubException">The view or unit is unknown, or not the caller's to read.</exception>
    internal void Subscribe(HubCallerContext context, SubscribeRequest request)
    {
        if (request.Lang is not (null or "zh" or "en"))
        {
            throw new HubException($"lang '{request.Lang}' is unknown; use zh or en.");
        }

        if (!connections.TryGetValue(context.ConnectionId, out LiveConnection? connection))
        {
            throw new HubException("This connection is closing; connect again.");
        }

        ViewChoice choice = ViewChoice.Choose(walls, catalogues.Current, context.User ?? Nobody, request.View ?? WallLayout.DefaultId, request.Unit);
        if (choice.Key is not { } key)
        {
            throw new HubException(choice.Detail);
        }

        LiveView view = views.Join(key, Now) ?? throw new HubException("Too many different views are in use; close one, or show one that others show.");
        view.Refresh(Now);
        if (connection.Show(view, request.Version) is { } before)
        {
            views.Leave(before, Now);
        }
    }

    private Instant Now => time.GetUtcNow().ToInstant();

    private static readonly ClaimsPrincipal Nobody = new();
    private readonly IHubContext<LiveHub, ILiveClient> hub;
    private readonly LiveViews views;
    private readonly WallStore walls;
    private readonly ICatalogueSource catalogues;
    private readonly ICountCube cube;
    private readonly SourceBoard sources;
    private readonly IAlertBoard alerts;
    private readonly LiveOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<LiveConnections> logger;
    private readonly ConcurrentDictionary<string, LiveConnection> connections = new(StringComparer.Ordinal);
}
