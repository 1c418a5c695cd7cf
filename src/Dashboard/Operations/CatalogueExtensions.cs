using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

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

    /// <summary>Adds a part of the configuration: read at start, where a mistake stops the start, and watched from then on.</summary>
    /// <param name="services">The services.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="parse">Reads it against a catalogue.</param>
    public static IServiceCollection AddConfigurationPart<T>(this IServiceCollection services, ConfigurationPlace place, Func<IReadOnlyList<ConfigurationText>, Catalogue, T> parse)
        where T : class => services
        .AddSingleton(provider => new ConfigurationWatch<T>(
            place,
            parse,
            provider.GetRequiredService<ICatalogueSource>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ConfigurationWatch<T>>>()))
        .AddSingleton<IConfigurationPart>(provider => provider.GetRequiredService<ConfigurationWatch<T>>())
        .AddHostedService(provider => provider.GetRequiredService<ConfigurationWatch<T>>());
}
