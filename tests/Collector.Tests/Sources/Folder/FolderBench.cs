using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Collector.Sources.Folder;
using Tongbi.Collector.Sources.Health;
using Tongbi.Collector.Tests.Ingest;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Sources.Folder;

/// <summary>A watched folder over a real ledger, with the small catalogue of <see cref="IngestBench"/>; the clock stands at 2026-03-01T00:00:00Z.</summary>
internal sealed class FolderBench : IAsyncDisposable
{
    private FolderBench(SqliteLedger ledger, TemporaryFolder folder, Catalogue catalogue, FolderPlan plan)
    {
        this.folder = folder;
        Plan = plan;
        Ledger = ledger;
        catalogues = new FixedCatalogue(catalogue);
        Directory.CreateDirectory(Inbox);
        ingest = new IngestService(Ledger, new CatalogueIndexes(catalogues, Ledger), IdHashKey.LoadOrCreate(folder.File("id-hash.key")), new SpoolFolder(folder.File("spool")), Time, Options.Create(new IngestLimits()), NullLogger<IngestService>.Instance);
        Health = new SourceFaults(Time);
        Watcher = NewWatcher();
    }

    public SourceFaults Health { get; }

    public SqliteLedger Ledger { get; }

    public FolderWatcher Watcher { get; private set; }

    public FolderReport Report => Watcher.Report;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public string Inbox => Plan.Path;

    public string JournalFile => folder.File("drop.json");

    public FolderPlan Plan { get; }

    /// <summary>A folder with the keys of one entry of <c>folders.yaml</c> beside id, path and source.</summary>
    public static Task<FolderBench> StartAsync(string entry = "")
    {
        using TemporaryFolder home = new();
        File.WriteAllText(home.File("catalog.yaml"), IngestBench.CatalogueText);
        Catalogue catalogue = CatalogueLoader.Load(home.File("catalog.yaml"));
        string source = entry.Contains("kind: counts", StringComparison.Ordinal) ? "mediation" : "dispatch110";
        string yaml = $"folders:\n  - id: drop\n    path: inbox\n    source: {source}\n{Indented(entry)}";
        return StartAsync(catalogue, folder => FolderPlans.Parse([new ConfigurationText(Path.Combine(folder, "folders.yaml"), yaml)], catalogue).Items[0]);
    }

    /// <summary>A folder of a plan, which is told where it may lie.</summary>
    public static async Task<FolderBench> StartAsync(Catalogue catalogue, Func<string, FolderPlan> plan)
    {
        TemporaryFolder folder = new();
        SqliteLedger ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { DataDirectory = folder.File("data") }, TimeProvider.System, NullLogger<SqliteLedger>.Instance, TestContext.Current.CancellationToken);
        return new FolderBench(ledger, folder, catalogue, plan(folder.Path));
    }

    public string Put(string name, string text) => Put(name, Encoding.UTF8.GetBytes(text));

    public string Put(string name, byte[] bytes)
    {
        string path = Path.Combine(Inbox, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void PutManifest(string name, byte[] content, long? sequence = null, long? records = null, string? sha256 = null, long? bytes = null)
    {
        Dictionary<string, object> manifest = new() { ["file"] = name, ["bytes"] = bytes ?? content.Length, ["sha256"] = sha256 ?? Convert.ToHexStringLower(SHA256.HashData(content)) };
        if (sequence is { } number)
        {
            manifest["sequence"] = number;
        }

        if (records is { } count)
        {
            manifest["records"] = count;
        }

        Put(name + ".manifest.json", JsonSerializer.Serialize(manifest));
    }

    public void PutWithManifest(string name, string text, long? sequence = null, long? records = null)
    {
        byte[] content = Encoding.UTF8.GetBytes(text);
        Put(name, content);
        PutManifest(name, content, sequence, records);
    }

    public async Task LookAsync(int times = 1)
    {
        for (int look = 0; look < times; look++)
        {
            await Watcher.LookAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Looks until a file that stays as it is was read, and gives what became of it.</summary>
    public async Task<FileRecord> TakeAsync(string name, string text)
    {
        Put(name, text);
        await LookAsync(2);
        return Report.Recent[0];
    }

    /// <inheritdoc cref="TakeAsync(string, string)"/>
    public async Task<FileRecord> TakeAsync(string name, byte[] bytes)
    {
        Put(name, bytes);
        await LookAsync(2);
        return Report.Recent[0];
    }

    /// <summary>A new process over the same folder and ledger.</summary>
    public void Restart()
    {
        Watcher.Dispose();
        Watcher = NewWatcher();
    }

    public FolderWatcher NewWatcher() => new(Plan, new FolderJournal(JournalFile, NullLogger.Instance), ingest, Ledger, Health, catalogues, Time, NullLogger.Instance);

    /// <summary>Names of the files that were settled, sorted.</summary>
    public string[] Settled(string where) => Directory.Exists(Path.Combine(Inbox, where))
        ? [.. Directory.EnumerateFiles(Path.Combine(Inbox, where), "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal)!]
        : [];

    /// <summary>Lines of the only reasons file, without the header.</summary>
    public string[] Reasons() => [.. File.ReadAllLines(Directory.EnumerateFiles(Path.Combine(Inbox, "failed"), "*.reasons.csv", SearchOption.AllDirectories).Single()).Skip(1)];

    /// <summary>Counts in the ledger by unit, category and time of the event or start of the figure, as one text each.</summary>
    public async Task<string[]> CountsAsync()
    {
        Dictionary<string, long> sums = [];
        await foreach (ChangeSet set in Ledger.ReadChangesAsync(0, TestContext.Current.CancellationToken))
        {
            foreach (Change change in set.Changes)
            {
                SeriesKey series = Ledger.Series[change.Series];
                string start = change.Grain == BucketGrain.Event ? DateTimeOffset.FromUnixTimeSeconds(change.Start).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) : $"{change.Grain} {change.Start}";
                string key = $"{series.Unit} {series.Category} {start}";
                sums[key] = sums.GetValueOrDefault(key) + change.Delta;
            }
        }

        return [.. sums.Where(sum => sum.Value != 0).Select(sum => $"{sum.Key} = {sum.Value}").Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        Watcher.Dispose();
        await Ledger.DisposeAsync();
        folder.Dispose();
    }

    private static string Indented(string text) => string.Concat(text.Split('\n').Select(line => $"    {line}\n"));

    private readonly TemporaryFolder folder;
    private readonly FixedCatalogue catalogues;
    private readonly IngestService ingest;

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
