using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Tongbi.Collector.Sources.Health;

/// <summary>Registers what tells how the sources are doing.</summary>
public static class SourceHealthExtensions
{
    /// <summary>Adds <see cref="SourceFaults"/>, once. Needs a clock.</summary>
    public static IServiceCollection AddSourceHealth(this IServiceCollection services)
    {
        services.TryAddSingleton<SourceFaults>();
        return services;
    }
}
