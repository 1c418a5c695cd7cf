using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Collector.Sources.Import;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Sources.Import;

/// <summary>The shipped example configuration on the data set that it is for, into a real ledger.</summary>
public sealed class RealDataImportTests
{
    [Fact]
    public async Task RealDataSet_ImportedTwice_CountsEveryRowOnceInItsCategoryAndLocalYear()
    {
        string? file = RepositoryPaths.SharedFile("data", "chicago_incidents_2014_2017.csv.gz");
        string? answersFile = RepositoryPaths.SharedFile("data", "chicago_2014_2017_answers.json");
        Assert.SkipWhen(file is null || answersFile is null, "The real data set is not beside this working copy.");
        CancellationToken token = TestContext.Current.CancellationToken;
        using TemporaryFolder folder = new();
        string example = Path.Combine(RepositoryPaths.Root, "config", "examples", "chicago");
        Catalogue catalogue = CatalogueLoader.Load(Path.Combine(example, "catalog.yaml"));
        ImportMapping mapping = ImportMapping.Load(Path.Combine(example, "mapping.yaml"), catalogue);
        FakeTimeProvider time = new(new DateTimeOffset(2019, 3, 1, 0, 0, 0, TimeSpan.Zero));
        await using ILedger ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { DataDirectory = folder.Path }, time, NullLogger<SqliteLedger>.Instance, token);
        FileImporter importer = new(ledger, new CatalogueIndexes(new FixedCatalogue(catalogue), ledger), IdHashKey.LoadOrCreate(folder.File("id-hash.key")), new SpoolFolder(folder.File("spool")), time);

        ImportSummary first = await importer.ImportAsync(file, mapping, null, token);
        ImportSummary second = await importer.ImportAsync(file, mapping, null, token);

        Assert.Equal((1_075_734L, 1_075_734L, 0L), (first.Received, first.Inserted, first.Rejected));
        Assert.Equal((0L, 1_075_734L), (second.Inserted, second.Duplicate));
        Assert.Equal(first.Version, second.Version);
        Assert.Equal(ExpectedTotals(answersFile), await TotalsAsync(ledger, catalogue, token));
    }

    private static SortedDictionary<string, long> ExpectedTotals(string answersFile)
    {
        SortedDictionary<string, long> totals = new(StringComparer.Ordinal);
        using JsonDocument answers = JsonDocument.Parse(File.ReadAllBytes(answersFile));
        foreach (JsonProperty category in answers.RootElement.GetProperty("category_by_year").EnumerateObject())
        {
            foreach (JsonProperty year in category.Value.EnumerateObject().Where(year => year.Value.GetInt64() != 0))
            {
                totals[$"{category.Name} {year.Name}"] = year.Value.GetInt64();
            }
        }

        return totals;
    }

    private static async Task<SortedDictionary<string, long>> TotalsAsync(ILedger ledger, Catalogue catalogue, CancellationToken token)
    {
        SortedDictionary<string, long> totals = new(StringComparer.Ordinal);
        await foreach (ChangeSet changes in ledger.ReadChangesAsync(0, token))
        {
            foreach (Change change in changes.Changes)
            {
                int year = catalogue.Calendar.YearOfDay(catalogue.Calendar.DayOfHour(catalogue.Calendar.HourOf(change.Start)));
                string name = $"{ledger.Series[change.Series].Category} {year}";
                totals[name] = totals.GetValueOrDefault(name) + change.Delta;
            }
        }

        return totals;
    }

    private sealed class FixedCatalogue(Catalogue catalogue) : ICatalogueSource
    {
        public Catalogue Current => catalogue;

        public event Action<Catalogue>? Changed
        {
            add { }
            remove { }
        }
    }
}
