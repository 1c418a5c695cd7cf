using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Alerts.Channels;
using Tongbi.Alerts.Channels.Wall;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Rosters;
using Tongbi.Alerts.Silences;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Alerts;

/// <summary>Registers what becomes of alerts once they are raised: routes, silences, messages.</summary>
public static class DeliveryExtensions
{
    /// <summary>Adds delivery by <c>notify.yaml</c>.</summary>
    public static IServiceCollection AddAlertDelivery(this IServiceCollection services, ConfigDirectory config, DataDirectory data) => services
        .AddConfigurationPart(ConfigurationPlace.File(config.NotifyFile), NotifyReader.Parse)
        .AddSingleton<IAlertSchemaPart, DeliverySchema>()
        .AddSingleton(provider => new TransitionRouter(SettingsOf(provider), provider.GetRequiredService<ICatalogueSource>()))
        .AddSingleton<ITransitionSink>(provider => provider.GetRequiredService<TransitionRouter>())
        .AddSingleton(provider => new SilenceBook(provider.GetRequiredService<AlertStore>(), ClockOf(provider)))
        .AddSingleton(provider => new RosterBook(provider.GetRequiredService<AlertStore>(), ClockOf(provider)))
        .AddSingleton(provider => new FilePost(provider.GetRequiredService<AlertStore>(), SettingsOf(provider), provider.GetRequiredService<RosterBook>(), ClockOf(provider)))
        .AddSingleton<IFilePost>(provider => provider.GetRequiredService<FilePost>())
        .AddSingleton(_ => AcknowledgeLinks.Open(Path.Combine(data.KeysFolder, "acknowledge.key")))
        .AddSingleton(provider => new UsedLinks(provider.GetRequiredService<AlertStore>(), ClockOf(provider)))
        .AddSingleton<DeliveryRecord>()
        .AddSingleton<ResponseRecord>()
        .AddSingleton<IAlertChart, FigureChart>()
        .AddSingleton(provider => new ChannelSet(NewHttp(), SettingsOf(provider), data.Path, provider.GetRequiredService<IWallScreens>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new GroupDispatcher(
            provider.GetRequiredService<AlertStore>(),
            SettingsOf(provider),
            provider.GetRequiredService<SilenceBook>(),
            provider.GetRequiredService<ICatalogueSource>(),
            provider.GetRequiredService<TransitionRouter>(),
            provider.GetRequiredService<RosterBook>()))
        .AddSingleton(NewWatchdog)
        .AddSingleton(NewWorker)
        .AddAlertPurge()
        .AddHostedService(provider => new DeliveryService(
            provider.GetRequiredService<AlertStore>(),
            provider.GetRequiredService<GroupDispatcher>(),
            provider.GetRequiredService<DeliveryWorker>(),
            provider.GetRequiredService<Watchdog>(),
            provider.GetRequiredService<SilenceBook>(),
            provider.GetRequiredService<FilePost>(),
            provider.GetRequiredService<ConfigurationWatch<NotifySettings>>(),
            provider.GetRequiredService<TimeProvider>(),
            ClockOf(provider),
            provider.GetRequiredService<ILogger<DeliveryService>>()));

    private static IServiceCollection AddAlertPurge(this IServiceCollection services)
    {
        services.AddOptions<AlertOptions>().BindConfiguration(AlertOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddHostedService(provider => new PurgeService(
            new Purge(provider.GetRequiredService<AlertStore>(), SettingsOf(provider), Duration.FromTimeSpan(provider.GetRequiredService<IOptions<AlertOptions>>().Value.Keep)),
            provider.GetRequiredService<TimeProvider>(),
            ClockOf(provider),
            provider.GetRequiredService<ILogger<PurgeService>>()));
    }

    private static Watchdog NewWatchdog(IServiceProvider provider)
    {
        AlertEngine engine = provider.GetRequiredService<AlertEngine>();
        return new Watchdog(provider.GetRequiredService<AlertStore>(), SettingsOf(provider), provider.GetRequiredService<RosterBook>(), () => engine.EvaluatedAt, [.. provider.GetServices<IWatchedPart>()]);
    }

    private static DeliveryWorker NewWorker(IServiceProvider provider)
    {
        DemoState demo = provider.GetRequiredService<DemoState>();
        DeliveryWorker worker = new(
            provider.GetRequiredService<AlertStore>(),
            SettingsOf(provider),
            provider.GetRequiredService<ChannelSet>(),
            provider.GetRequiredService<AcknowledgeLinks>(),
            provider.GetRequiredService<IAlertChart>(),
            () => demo.IsOn,
            ClockOf(provider),
            provider.GetRequiredService<ILogger<DeliveryWorker>>());
        worker.Attempted += provider.GetRequiredService<Watchdog>().Attempted;
        return worker;
    }

    private static Func<NotifySettings> SettingsOf(IServiceProvider provider)
    {
        ConfigurationWatch<NotifySettings> watch = provider.GetRequiredService<ConfigurationWatch<NotifySettings>>();
        return () => watch.Current;
    }

    private static IClock ClockOf(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>().ToClock();

    // No redirects: an address may carry a key, which must not travel on. Connections are renewed so that a moved name is found.
    private static HttpMessageInvoker NewHttp() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 64,
    });
}
