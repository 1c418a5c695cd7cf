using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Seals;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Api;

namespace Tongbi.Dashboard.Operations;

/// <summary>Registers the read model and the definition of every figure.</summary>
public static class CountsExtensions
{
    /// <summary>Adds the cube; the server listens only when it has caught up with the ledger.</summary>
    public static IServiceCollection AddCounts(this IServiceCollection services, DataDirectory data) => services
        .AddSingleton(provider => new CountCube(
            provider.GetRequiredService<ILedger>(),
            provider.GetRequiredService<ICatalogueSource>(),
            new CountCubeOptions { SnapshotPath = data.In("counts.snapshot") },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<CountCube>>()))
        .AddSingleton<ICountCube>(provider => provider.GetRequiredService<CountCube>())
        .AddHostedService(provider => provider.GetRequiredService<CountCube>());

    /// <summary>Adds the figures.</summary>
    public static IServiceCollection AddStatistics(this IServiceCollection services) => services
        .AddSingleton<IStatistics>(provider =>
        {
            ILedger ledger = provider.GetRequiredService<ILedger>();
            return new SealedStatistics(new StatisticsEngine(), () => (ledger as ISealBook)?.Seals ?? SealBook.Empty);
        });
}
