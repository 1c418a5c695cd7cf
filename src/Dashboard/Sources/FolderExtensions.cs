using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Folder;
using Tongbi.Collector.Sources.Health;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Sources;

/// <summary>Registers the watched folders.</summary>
public static class FolderExtensions
{
    /// <summary>Adds <c>folders.yaml</c> and the work on its folders.</summary>
    public static IServiceCollection AddFolders(this IServiceCollection services, ConfigDirectory config, DataDirectory data) => services
        .AddConfigurationPart(ConfigurationPlace.File(config.FoldersFile), FolderPlans.Parse)
        .AddSingleton(provider => new FolderWatch(
            provider.GetRequiredService<ConfigurationWatch<FolderPlans>>(),
            data.In("folders"),
            provider.GetRequiredService<IngestService>(),
            provider.GetRequiredService<ILedger>(),
            provider.GetRequiredService<SourceFaults>(),
            provider.GetRequiredService<ICatalogueSource>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FolderWatch>>()))
        .AddHostedService(provider => provider.GetRequiredService<FolderWatch>());
}
