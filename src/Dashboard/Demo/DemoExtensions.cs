using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Demo;

/// <summary>Registers the simulated county.</summary>
public static class DemoExtensions
{
    /// <summary>Adds the simulator and whether it may run; where it must not but was asked for, the start ends with the reason.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton(provider => new DemoState(DemoPolicy.Decide(
            provider.GetRequiredService<TongbiOptions>().Demo,
            provider.GetRequiredService<ICatalogueSource>().Current,
            provider.GetRequiredService<DataDirectory>().Path,
            provider.GetRequiredService<ILedger>())))
        .AddHostedService<DemoService>();
}
