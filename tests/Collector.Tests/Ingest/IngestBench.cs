using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Ingest;

/// <summary>The way in over a ledger that records, with a small catalogue in Shanghai's time; the clock stands at 2026-03-01T00:00:00Z.</summary>
internal sealed class IngestBench : IDisposable
{
    public const string CatalogueText = """
        timeZone: Asia/Shanghai
        firstYear: 2015
        units:
          - { code: "331125", name: 云和县, children: [ { code: PS01, name: 浮云所 }, { code: PS02, name: 元和所 } ] }
        sources:
          - { id: dispatch110, name: 110接处警, cadence: PT5M }
          - { id: mediation, name: 矛盾调解, cadence: P1D }
        metrics:
          - id: incident
            name: 警情
            kind: flow
            sources: [dispatch110]
            categories: [ { id: admin, name: 行政, children: [ { id: gambling, name: 赌博 } ] }, { id: 盗窃, name: 盗窃 } ]
          - { id: vice, name: 黄赌毒, kind: selection, of: incident, select: [admin/gambling] }
          - { id: accepted, name: 受理, kind: flow, sources: [mediation] }
          - { id: resolved, name: 化解, kind: flow, sources: [mediation] }
          - { id: workers, name: 网格员, kind: stock, unit: 人, sources: [mediation] }
          - { id: rate, name: 化解率, kind: ratio, numerator: resolved, denominator: accepted }

        """;

    public IngestBench(RecordingLedger? ledger = null, IngestLimits? limits = null, string catalogueText = CatalogueText)
    {
        Ledger = ledger ?? new RecordingLedger();
        File.WriteAllText(folder.File("catalog.yaml"), catalogueText);
        Catalogue = CatalogueLoader.Load(folder.File("catalog.yaml"));
        Key = IdHashKey.LoadOrCreate(folder.File("id-hash.key"));
        Service = new IngestService(Ledger, new CatalogueIndexes(new FixedCatalogue(Catalogue), Ledger), Key, new SpoolFolder(SpoolPath), Time, Options.Create(limits ?? new IngestLimits()), NullLogger<IngestService>.Instance);
    }

    public RecordingLedger Ledger { get; }

    public Catalogue Catalogue { get; }

    public ICatalogueSource Catalogues => new FixedCatalogue(Catalogue);

    public IdHashKey Key { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public IngestService Service { get; }

    public string SpoolPath => folder.File("spool");

    /// <summary>A file in the bench's folder.</summary>
    public string PathOf(string name) => folder.File(name);

    public Task<IngestResult> SendAsync(string body, BodyFormat format = BodyFormat.Ndjson, RecordKind kind = RecordKind.Event, Func<string, bool>? mayIngest = null) =>
        SendAsync(Encoding.UTF8.GetBytes(body), format, kind, mayIngest);

    public Task<IngestResult> SendAsync(byte[] body, BodyFormat format = BodyFormat.Ndjson, RecordKind kind = RecordKind.Event, Func<string, bool>? mayIngest = null, BodyCompression compression = BodyCompression.None) =>
        SendAsync(new MemoryStream(body), format, kind, mayIngest, compression);

    public Task<IngestResult> SendAsync(Stream body, BodyFormat format = BodyFormat.Ndjson, RecordKind kind = RecordKind.Event, Func<string, bool>? mayIngest = null, BodyCompression compression = BodyCompression.None)
    {
        IngestRequest request = new() { Body = body, Kind = kind, Format = format, Compression = compression, MayIngest = mayIngest ?? (_ => true), Actor = "test" };
        return Service.IngestAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends NDJSON events as somebody.</summary>
    public Task<IngestResult> SendAsAsync(string actor, string body, OverloadPolicy whenBusy = OverloadPolicy.Refuse)
    {
        IngestRequest request = new()
        {
            Body = new MemoryStream(Encoding.UTF8.GetBytes(body)),
            Kind = RecordKind.Event,
            Format = BodyFormat.Ndjson,
            MayIngest = _ => true,
            Actor = actor,
            WhenBusy = whenBusy,
        };
        return Service.IngestAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends NDJSON events until the sender goes away.</summary>
    public Task<IngestResult> SendUntilAsync(Stream body, CancellationToken gone)
    {
        IngestRequest request = new() { Body = body, Kind = RecordKind.Event, Format = BodyFormat.Ndjson, MayIngest = _ => true, Actor = "test" };
        return Service.IngestAsync(request, gone);
    }

    public void Dispose() => folder.Dispose();

    private readonly TemporaryFolder folder = new();

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
