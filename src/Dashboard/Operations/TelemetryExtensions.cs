using NodaTime.Extensions;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Dashboard.Operations;

/// <summary>Registers what the program tells of itself.</summary>
public static class TelemetryExtensions
{
    /// <summary>Adds the meter and what the framework measures of requests, connections and memory.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton(provider => new OutboxWatch(provider.GetRequiredService<AlertStore>(), provider.GetRequiredService<TimeProvider>().ToClock()));
        services.AddSingleton<TongbiMeter>();
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("tongbi")).WithMetrics(metrics => metrics
            .AddMeter(TongbiMeter.Name, "Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.Server.Kestrel")
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()

            // A scrape looks at once; a cache would show a standstill as calm.
            .AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0));
        return services;
    }

    /// <summary>Maps <c>/metrics</c> (Prometheus text) for any valid key or session.</summary>
    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder routes)
    {
        // The meter registers its instruments when it is made, and nobody else asks for it.
        routes.ServiceProvider.GetRequiredService<TongbiMeter>();
        routes.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization();
        return routes;
    }
}
