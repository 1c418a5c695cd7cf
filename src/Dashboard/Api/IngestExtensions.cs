using Tongbi.Collector.Codes;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Health;
using Tongbi.Collector.Sources.Import;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Api;

/// <summary>Registers the way in. Needs the ledger, the catalogue and the clock from elsewhere.</summary>
public static class IngestExtensions
{
    /// <summary>Adds reading, validating and committing of bodies and files; limits are the settings section <c>Tongbi:Ingest</c>.</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services, ConfigDirectory config, DataDirectory data)
    {
        services.AddOptionsWithValidateOnStart<IngestLimits>().BindConfiguration(TongbiOptions.Section + ":Ingest").ValidateDataAnnotations();
        services.AddSingleton(_ => new SpoolFolder(data.In("spool")));
        services.AddSingleton(provider =>
        {
            DataDirectory.CreatePrivate(data.KeysFolder);

            // A ledger with records in it was filled under a key: making another would count everything sent again twice.
            bool isNew = !provider.GetRequiredService<ILedger>().HoldsRecords;
            return IdHashKey.LoadOrCreate(Path.Combine(data.KeysFolder, "id-hash.key"), mayCreate: isNew);
        });
        services.AddConfigurationPart(ConfigurationPlace.File(config.CodesFile), CodeTables.Parse);
        services.AddSingleton<ICodeTableSource, WatchedCodeTables>();
        services.AddSingleton<CatalogueIndexes>();
        services.AddSourceHealth();
        services.AddSingleton<IngestService>();
        services.AddHostedService<HeldRecordsKeeper>();
        services.AddSingleton<FileImporter>();
        return services;
    }
}
