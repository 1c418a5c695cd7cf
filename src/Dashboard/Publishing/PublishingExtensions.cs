using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Publishing;
using Tongbi.Collector.Publishing.Influx.Reading;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Publishing;

/// <summary>Registers the ways out: InfluxDB and the level above.</summary>
public static class PublishingExtensions
{
    /// <summary>Adds the publishers of <c>publish.yaml</c>.</summary>
    public static IServiceCollection AddPublishing(this IServiceCollection services, ConfigDirectory config, DataDirectory data) => services
        .AddConfigurationPart(ConfigurationPlace.File(config.PublishFile), PublishPlanReader.Read)
        .AddSingleton(new PublishOptions { Folder = data.In("publish") })
        .AddSingleton(provider => new PublishingService(
            provider.GetRequiredService<ConfigurationWatch<PublishPlan>>(),
            provider.GetRequiredService<CountCube>(),
            provider.GetRequiredService<ILedger>(),
            provider.GetRequiredService<IStatistics>(),
            provider.GetRequiredService<PublishOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PublishingService>>(),
            new AlertMarks(provider.GetRequiredService<AlertStore>())))
        .AddHostedService(provider => provider.GetRequiredService<PublishingService>())
        .AddSingleton(_ => new InfluxReader(new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = CurveTimeout,
            MaxResponseContentBufferSize = MostOfACurve,
        }))
        .AddSingleton<CurveQuestions>();

    /// <summary>How long a reader of a curve waits for the store; then it is told that the store does not answer.</summary>
    private static readonly TimeSpan CurveTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Most bytes of the store's answer.</summary>
    private const int MostOfACurve = 64 * 1024 * 1024;
}
