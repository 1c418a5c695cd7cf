namespace Tongbi.Dashboard.Operations;

/// <summary>Registers what every part of the server stands on.</summary>
public static class OperationsExtensions
{
    /// <summary>Largest request body where an endpoint does not set its own limit.</summary>
    private const long MaximumBody = 1024 * 1024;

    /// <summary>Adds options, data directory, clock, terminal and readiness.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, TongbiOptions options, DataDirectory data) => services
        .AddSingleton(options)
        .AddSingleton(data)
        .AddSingleton(TimeProvider.System)
        .AddSingleton(Console.Out)
        .AddSingleton<Readiness>()
        .AddSingleton<ReadinessChecks>();

    /// <summary>Sets addresses and limits of the listener.</summary>
    public static WebApplicationBuilder AddListening(this WebApplicationBuilder builder, TongbiOptions options)
    {
        // From a build the client's files stand in the project; a published program has them beside it, and this does nothing.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaximumBody;
        });
        return builder;
    }
}
