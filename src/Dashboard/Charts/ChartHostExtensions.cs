using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Tongbi.Dashboard.Charts;

/// <summary>Registers charts.</summary>
public static class ChartHostExtensions
{
    /// <summary>Adds the painter.</summary>
    public static IServiceCollection AddCharts(this IServiceCollection services)
    {
        services.TryAddSingleton<IChartPainter, ScottPlotPainter>();
        services.TryAddSingleton<ChartSpecs>();
        services.TryAddSingleton<ChartGallery>();
        return services;
    }
}
