using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger.Held;
using Tongbi.Collector.Ledger.Seals;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>Registration of the SQLite ledger.</summary>
public static class SqliteLedgerServices
{
    /// <summary>
    /// Adds <see cref="ILedger"/> as one SQLite file in a data directory, opened (and checked) when it is first asked for. Needs <see cref="ICatalogueSource"/>,
    /// whose calendar dates refusals and deliveries, and <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddSqliteLedger(this IServiceCollection services, string dataDirectory) =>
        services.AddSingleton(provider => (ISealBook)provider.GetRequiredService<ILedger>())
        .AddSingleton(provider => (IHeldRecords)provider.GetRequiredService<ILedger>())
        .AddSingleton<ILedger>(provider =>
        {
            ICatalogueSource catalogue = provider.GetRequiredService<ICatalogueSource>();
            SqliteLedgerOptions options = new()
            {
                DataDirectory = dataDirectory,
                StatisticalDate = instant => catalogue.Current.Calendar.DateOf(instant),
                StatisticalHour = instant => catalogue.Current.Calendar.HourOf(instant),
            };

            // A container makes its services without waiting; opening takes a moment once, at the start.
            return SqliteLedger.OpenAsync(options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SqliteLedger>>(), CancellationToken.None)
                .GetAwaiter().GetResult();
        });
}
