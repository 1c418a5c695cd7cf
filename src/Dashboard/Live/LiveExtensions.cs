using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Tongbi.Alerts.Channels.Wall;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Sources.Health;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Security;
using Tongbi.Dashboard.Walls;
using Tongbi.Dashboard.Walls.Editing;

namespace Tongbi.Dashboard.Live;

/// <summary>Registers and maps live push and the walls.</summary>
public static class LiveExtensions
{
    /// <summary>Address of the hub.</summary>
    public const string HubPath = "/hubs/live";

    /// <summary>A screen sends subscriptions and what it tells of itself, both small.</summary>
    private const int MaximumReceivedMessage = 4 * 1024;

    /// <summary>What may wait in the transport of one connection before sending to it waits.</summary>
    private const int MaximumTransportBuffer = 64 * 1024;

    /// <summary>Adds the hub, the publisher and the layouts. Needs the catalogue, the ledger, the cube, the statistics and a clock.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new WallStore(
            provider.GetRequiredService<ConfigDirectory>().WallsFolder,
            provider.GetRequiredService<ICatalogueSource>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WallStore>>(),
            provider.GetService<DataDirectory>()?.WallsFolder));
        services.AddSingleton(provider => new SavedWalls(provider.GetRequiredService<DataDirectory>().WallsFolder, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ViewEvaluator>();
        services.AddSourceHealth();
        services.AddSingleton<SourceBoard>();
        services.AddSingleton<IAlertBoard, AlertBoard>();
        services.AddSingleton<LiveViews>();
        services.AddSingleton<WallPreviewer>();
        services.AddSingleton(provider => new LiveConnections(
            provider.GetRequiredService<IHubContext<LiveHub, ILiveClient>>(),
            provider.GetRequiredService<LiveViews>(),
            provider.GetRequiredService<WallStore>(),
            provider.GetRequiredService<ICatalogueSource>(),
            provider.GetRequiredService<ICountCube>(),
            provider.GetRequiredService<SourceBoard>(),
            provider.GetRequiredService<IAlertBoard>(),
            provider.GetRequiredService<IOptions<LiveOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LiveConnections>>()));
        services.AddHostedService(provider => provider.GetRequiredService<WallStore>());
        services.AddSingleton<IWallScreens, WallScreens>();
        services.AddHostedService<LivePublisher>();
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = MaximumReceivedMessage).AddMessagePackProtocol();
        return services;
    }

    /// <summary>Maps <c>/hubs/live</c> and <c>/api/v1/walls</c>.</summary>
    public static IEndpointRouteBuilder MapLive(this IEndpointRouteBuilder routes)
    {
        LiveOptions options = routes.ServiceProvider.GetRequiredService<IOptions<LiveOptions>>().Value;
        routes.MapHub<LiveHub>(HubPath, connection =>
        {
            connection.TransportMaxBufferSize = MaximumTransportBuffer;
            connection.ApplicationMaxBufferSize = MaximumReceivedMessage * 2;

            // Behind our own limit, for whatever hangs below SignalR.
            connection.TransportSendTimeout = options.SendTimeout;
            connection.CloseOnAuthenticationExpiration = true;
        }).RequireAuthorization(Policies.Read);
        routes.MapWalls();
        return routes;
    }
}
