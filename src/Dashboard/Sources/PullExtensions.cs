using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Database;
using Tongbi.Collector.Sources.Health;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Sources;

/// <summary>Registers the scheduled pulls from databases of sources.</summary>
public static class PullExtensions
{
    /// <summary>Adds the pulls of <c>pulls.yaml</c>; how far each has come is kept in the data directory.</summary>
    public static IServiceCollection AddPulls(this IServiceCollection services, ConfigDirectory config, DataDirectory data) => services
        .AddSourceHealth()
        .AddConfigurationPart(ConfigurationPlace.File(config.PullsFile), PullPlan.Parse)
        .AddSingleton(provider =>
        {
            ConfigurationWatch<PullPlan> plan = provider.GetRequiredService<ConfigurationWatch<PullPlan>>();
            return new PullService(
                () => plan.Current,
                provider.GetRequiredService<ICatalogueSource>(),
                provider.GetRequiredService<IngestService>(),
                provider.GetRequiredService<ILedger>(),
                data.In("pulls"),
                provider.GetRequiredService<SourceFaults>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<PullService>>());
        })
        .AddHostedService(provider => provider.GetRequiredService<PullService>());
}
