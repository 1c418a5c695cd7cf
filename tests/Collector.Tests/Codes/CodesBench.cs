using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Codes;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Collector.Tests.Counts;
using Tongbi.Collector.Tests.Ingest;
using Tongbi.Collector.Tests.Ledger;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Codes;

/// <summary>The way in over a real ledger file, with code tables that a test may replace; the clock stands at 2026-03-01T00:00:00Z.</summary>
internal sealed class CodesBench : IAsyncDisposable, ICodeTableSource
{
    private CodesBench(SqliteLedger ledger, TemporaryFolder folder, FakeTimeProvider time)
    {
        Ledger = ledger;
        this.folder = folder;
        Time = time;
        catalogues = new SettableCatalogue(CatalogueLoader.Parse(IngestBench.CatalogueText, "catalog.yaml"));
        CatalogueIndexes indexes = new(catalogues, ledger, this);
        IdHashKey key = IdHashKey.LoadOrCreate(folder.File("id-hash.key"));
        service = new IngestService(ledger, indexes, key, new SpoolFolder(folder.File("spool")), time, Options.Create(new IngestLimits()), NullLogger<IngestService>.Instance);
        Keeper = new HeldRecordsKeeper(ledger, indexes, time, NullLogger<HeldRecordsKeeper>.Instance);
    }

    public SqliteLedger Ledger { get; private set; }

    public FakeTimeProvider Time { get; }

    public HeldRecordsKeeper Keeper { get; }

    public IngestService Service => service;

    public ICatalogueSource Catalogues => catalogues;

    public CodeTables Current { get; private set; } = CodeTables.Empty;

    public string DataDirectory => folder.Path;

    public static async Task<CodesBench> OpenAsync(string? codes = null, TemporaryFolder? folder = null)
    {
        folder ??= new TemporaryFolder();
        FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        SqliteLedger ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { DataDirectory = folder.Path }, time, NullLogger<SqliteLedger>.Instance, Token);
        CodesBench bench = new(ledger, folder, time);
        if (codes is not null)
        {
            bench.Map(codes);
        }

        return bench;
    }

    /// <summary>Puts other tables in force; nothing that waits is looked at yet.</summary>
    public void Map(string codes) => Current = CodeTables.Parse([new ConfigurationText("codes.yaml", codes)], catalogues.Current);

    /// <summary>Puts another catalogue in force.</summary>
    public void Catalogue(string text) => catalogues.Set(CatalogueLoader.Parse(text, "catalog.yaml"));

    public async Task<IngestResult> SendAsync(RecordKind kind, params Fields[] records)
    {
        using MemoryStream body = new(Encoding.UTF8.GetBytes(Fields.Body(BodyFormat.Ndjson, records)));
        return await service.IngestAsync(new IngestRequest { Body = body, Kind = kind, Format = BodyFormat.Ndjson, MayIngest = _ => true, Actor = "test" }, Token);
    }

    public Task<IngestResult> SendAsync(params Fields[] events) => SendAsync(RecordKind.Event, events);

    public Task<LedgerState> StateAsync() => LedgerState.ReadAsync(Ledger);

    public long HeldCount => Ledger.Held.Values.Sum();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        folder.Dispose();
    }

    /// <summary>Closes the ledger and leaves its file.</summary>
    public async Task<TemporaryFolder> CloseAsync()
    {
        Keeper.Dispose();
        await Ledger.DisposeAsync();
        return folder;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly TemporaryFolder folder;
    private readonly SettableCatalogue catalogues;
    private readonly IngestService service;
}
