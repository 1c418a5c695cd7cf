using System.IO.Compression;
using System.Text;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Import;
using Tongbi.Collector.Tests.Ingest;
using Xunit;

namespace Tongbi.Collector.Tests.Sources.Import;

public sealed class FileImporterTests : IDisposable
{
    private const string ChicagoMapping = """
        fields:
          source: dispatch110
          metric: incident
          id: "set:{row}"
          category: { column: kind, values: { T: 盗窃, "": "" }, otherwise: admin }
          unit: { column: station }
          occurredAt: { column: at, format: "uuuu-MM-dd'T'HH:mm" }
        """;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2018-03-11T01:59", "2018-03-11T07:59:00Z")]
    [InlineData("2018-03-11T02:30", "2018-03-11T08:30:00Z")]
    [InlineData("2018-03-11T03:00", "2018-03-11T08:00:00Z")]
    [InlineData("2018-11-04T00:59", "2018-11-04T05:59:00Z")]
    [InlineData("2018-11-04T01:30", "2018-11-04T06:30:00Z")]
    [InlineData("2018-11-04T02:00", "2018-11-04T08:00:00Z")]
    public async Task LocalTime_WithoutOffset_MovesForwardInTheGapAndIsTheEarlierInTheOverlap(string local, string expected)
    {
        await ImportAsync("a.csv", $"station,at,kind\nPS01,{local},T\n", ChicagoMapping);

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds(), Assert.Single(bench.Ledger.Events).OccurredAt);
    }

    [Fact]
    public async Task Rows_OfForeignColumns_BecomeRecordsAndOtherColumnsAreDropped()
    {
        const string csv = "name,station,at,kind\n张三,PS01,2018-06-01T08:00,T\n李四,PS02,2018-06-01T08:00,X\n王五,PS01,2018-06-01T08:00,\n";
        ImportSummary summary = await ImportAsync("a.csv", csv, ChicagoMapping);

        Assert.Equal((3L, 3L, 0L), (summary.Received, summary.Inserted, summary.Rejected));
        Assert.Equal(["盗窃", "admin", ""], bench.Ledger.Events.Select(taken => bench.Ledger.Series[taken.Series].Category));
        Assert.Equal(3, bench.Ledger.Events.Select(taken => taken.Key).Distinct().Count());
    }

    [Fact]
    public async Task File_InAnyFormatOrPacking_GivesTheSameRecords()
    {
        string csv = "kind,station,at\nT,PS01,2018-06-01T08:00\n";
        string json = """{"kind":"T","station":"\u0050S01","at":"2018-06-01T08:00","other":{"a":[1]}}""";

        await ImportAsync("a.csv", csv, ChicagoMapping);
        await ImportAsync("a.csv.gz", csv, ChicagoMapping);
        await ImportAsync("b.ndjson", json, ChicagoMapping);
        await ImportAsync("c.jsonl", json, ChicagoMapping);
        await ImportAsync("d.json", $"[{json}]", ChicagoMapping);

        Assert.Equal(5, bench.Ledger.Events.Count);
        Assert.Single(bench.Ledger.Events.Distinct());
    }

    [Fact]
    public async Task File_WithoutMapping_HasTheFieldsOfTheContract()
    {
        await ImportAsync("a.csv", Fields.Body(BodyFormat.Csv, Fields.SomeEvent()), null);
        using IngestResult posted = await bench.SendAsync(Fields.Body(BodyFormat.Ndjson, Fields.SomeEvent()));

        Assert.Equal(bench.Ledger.Events[1], bench.Ledger.Events[0]);
    }

    [Fact]
    public async Task Figures_ThroughAMapping_AreImportedAsWell()
    {
        const string mapping = """
            records: counts
            fields:
              source: mediation
              metric: accepted
              unit: { column: station }
              period: "{year}-{month}"
              count: { column: n }
            """;
        await ImportAsync("a.csv", "station,year,month,n\nPS01,2018,06,12\n", mapping);

        FigureRecord figure = Assert.Single(bench.Ledger.Figures);
        Assert.Equal((BucketGrain.Month, (2018L * 12) + 5, 12L), (figure.Grain, figure.Start, figure.Count));
    }

    [Fact]
    public async Task Rows_ThatAreRefused_AreCountedByCodeWithTheFirstExamples()
    {
        StringBuilder csv = new("station,at,kind\n");
        for (int row = 0; row < 10; row++)
        {
            csv.Append(row % 2 == 0 ? "PS01,2018-06-01T08:00,T\n" : "PS99,2018-06-01T08:00,T\n");
        }

        csv.Append("PS01,yesterday,T\n");
        ImportSummary summary = await ImportAsync("a.csv", csv.ToString(), ChicagoMapping);

        Assert.Equal((11L, 5L, 6L), (summary.Received, summary.Inserted, summary.Rejected));
        Assert.Equal(5, summary.RejectedByCode["unknown_unit"]);
        Assert.Equal(1, summary.RejectedByCode["bad_time"]);
        Assert.Equal([1L, 3L, 5L, 10L], summary.Examples.Select(example => example.Index));
    }

    [Fact]
    public async Task File_LongerThanADelivery_IsCommittedInPartsWithProgress()
    {
        const int rows = 250_000;
        Progress progress = new();
        ImportSummary summary = await ImportAsync("a.csv", ManyRows(rows), ChicagoMapping, progress);

        Assert.Equal((rows, rows), ((int)summary.Received, (int)summary.Inserted));
        Assert.InRange(bench.Ledger.Deliveries.Count, 2, 3);
        Assert.Equal(rows, bench.Ledger.Events.Select(taken => taken.Key).Distinct().Count());
        Assert.Equal(rows, progress.Reports[^1].Rows);
        Assert.Equal(progress.Reports[^1].TotalBytes, progress.Reports[^1].Bytes);
        Assert.Equal(TimeSpan.Zero, progress.Reports[^1].Remaining);
    }

    [Fact]
    public async Task Import_Interrupted_IsFinishedByRunningItAgain()
    {
        const int rows = 250_000;
        using CancellationTokenSource stop = new();
        Progress progress = new(_ => stop.Cancel());
        string file = Write("a.csv", ManyRows(rows));
        FileImporter importer = Importer();
        ImportMapping mapping = ImportMapping.Parse(ChicagoMapping, "mapping.yaml", bench.Catalogue);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => importer.ImportAsync(file, mapping, progress, stop.Token));
        int before = bench.Ledger.Events.Count;
        await importer.ImportAsync(file, mapping, null, Token);

        Assert.InRange(before, 1, rows - 1);
        Assert.Equal(before + rows, bench.Ledger.Events.Count);
        Assert.Equal(rows, bench.Ledger.Events.Select(taken => taken.Key).Distinct().Count());
        Assert.Empty(Directory.GetFiles(bench.SpoolPath));
    }

    [Fact]
    public async Task File_DamagedOrOfAnotherKind_IsRefusedClearly()
    {
        byte[] packed = Pack(ManyRows(1_000));
        string damaged = bench.PathOf("a.csv.gz");
        await File.WriteAllBytesAsync(damaged, packed[..(packed.Length / 2)], Token);
        ImportMapping mapping = ImportMapping.Parse(ChicagoMapping, "mapping.yaml", bench.Catalogue);

        await Assert.ThrowsAsync<BodyException>(() => Importer().ImportAsync(damaged, mapping, null, Token));
        await Assert.ThrowsAsync<NotSupportedException>(() => Importer().ImportAsync(Write("a.txt", ""), mapping, null, Token));
        BodyException lacking = await Assert.ThrowsAsync<BodyException>(() => Importer().ImportAsync(Write("b.csv", "station,kind\n"), mapping, null, Token));
        Assert.Contains("'at'", lacking.Message, StringComparison.Ordinal);
    }

    public void Dispose() => bench.Dispose();

    private readonly IngestBench bench = new(catalogueText: IngestBench.CatalogueText.Replace("Asia/Shanghai", "America/Chicago", StringComparison.Ordinal));

    private static string ManyRows(int rows) => "station,at,kind\n" + string.Concat(Enumerable.Repeat("PS01,2018-06-01T08:00,T\n", rows));

    private static byte[] Pack(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private string Write(string name, string text)
    {
        string path = bench.PathOf(name);
        File.WriteAllBytes(path, name.EndsWith(".gz", StringComparison.Ordinal) ? Pack(text) : Encoding.UTF8.GetBytes(text));
        return path;
    }

    private FileImporter Importer() => new(bench.Ledger, new CatalogueIndexes(bench.Catalogues, bench.Ledger), bench.Key, new SpoolFolder(bench.SpoolPath), bench.Time);

    private Task<ImportSummary> ImportAsync(string name, string text, string? mapping, IProgress<ImportProgress>? progress = null) =>
        Importer().ImportAsync(Write(name, text), mapping is null ? null : ImportMapping.Parse(mapping, "mapping.yaml", bench.Catalogue), progress, Token);

    private sealed class Progress(Action<ImportProgress>? each = null) : IProgress<ImportProgress>
    {
        public List<ImportProgress> Reports { get; } = [];

        public void Report(ImportProgress value)
        {
            Reports.Add(value);
            each?.Invoke(value);
        }
    }
}
