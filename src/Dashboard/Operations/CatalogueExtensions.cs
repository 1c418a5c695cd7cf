using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Operations;

/// <summary>Registers the catalogue: read at start, where a mistake stops the start, and watched from then on.</summary>
public static class CatalogueExtensions
{
    /// <summary>Adds the catalogue of the configuration directory.</summary>
    public static IServiceCollection AddCatalogue(this IServiceCollection services, ConfigDirectory config) => services
        .AddSingleton(config)
        .AddSingleton(provider => new CatalogueStore(config.CatalogueFile, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CatalogueStore>>()))
        .AddSingleton<ICatalogueSource>(provider => provider.GetRequiredService<CatalogueStore>())
        .AddHostedService(provider => provider.GetRequiredService<CatalogueStore>());
}
