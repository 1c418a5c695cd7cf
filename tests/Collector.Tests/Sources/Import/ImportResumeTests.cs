using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Collector.Sources.Import;
using Tongbi.Collector.Tests.Ingest;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Sources.Import;

/// <summary>An interrupted import over a real ledger.</summary>
public sealed class ImportResumeTests : IDisposable
{
    private const int Rows = 250_000;
    private const string Configuration = "catalogue";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_RunAgainAfterAnInterruption_PassesOverWhatIsSettledAndTellsOfTheWholeFile()
    {
        string file = await WriteAsync();
        await InterruptAsync(file);
        ImportSummary summary = await ImportAsync(file, Configuration);

        Assert.InRange(summary.Before, 100_000, Rows - 1);
        Assert.Equal((Rows, Rows - 2L, 1L, 1L), (summary.Received, summary.Inserted, summary.Duplicate, summary.Rejected));
        Assert.Equal([7L], summary.Examples.Select(example => example.Index));
        Assert.Equal((0L, Rows - 1L), await Again(file));
    }

    [Fact]
    public async Task Import_AfterTheDataWentBackToABackup_ReadsTheFileFromItsFirstRow()
    {
        string file = await WriteAsync();
        await ImportAsync(await WriteAsync("first.ndjson", 5), Configuration);
        Directory.CreateDirectory(folder.File("backup"));
        foreach (string part in Directory.EnumerateFiles(folder.File("data")))
        {
            File.Copy(part, Path.Combine(folder.File("backup"), Path.GetFileName(part)));
        }

        await InterruptAsync(file);
        Directory.Delete(folder.File("data"), recursive: true);
        Directory.Move(folder.File("backup"), folder.File("data"));
        ImportSummary summary = await ImportAsync(file, Configuration);

        Assert.Equal(0, summary.Before);
        Assert.Equal(Rows - 1, summary.Inserted + summary.Duplicate);
        Assert.Equal(Rows - 2 - 5, summary.Inserted);
    }

    [Fact]
    public async Task Import_OfAFileOrUnderAConfigurationThatChanged_ReadsTheFileFromItsFirstRow()
    {
        string file = await WriteAsync();
        await InterruptAsync(file);
        Assert.Equal(0, (await ImportAsync(file, "another catalogue")).Before);

        await InterruptAsync(await WriteAsync("b.ndjson", Rows, "b"));
        await File.AppendAllTextAsync(folder.File("b.ndjson"), Line(1, "b") + "\n", Token);
        Assert.Equal(0, (await ImportAsync(folder.File("b.ndjson"), Configuration)).Before);
    }

    public void Dispose()
    {
        bench.Dispose();
        folder.Dispose();
    }

    private readonly TemporaryFolder folder = new();
    private readonly IngestBench bench = new();

    private async Task InterruptAsync(string file)
    {
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ImportAsync(file, Configuration, new Stopper(stop), stop.Token));
    }

    private async Task<(long Inserted, long Duplicate)> Again(string file)
    {
        ImportSummary again = await ImportAsync(file, Configuration);
        Assert.Equal(0, again.Before);
        return (again.Inserted, again.Duplicate);
    }

    private async Task<ImportSummary> ImportAsync(string file, string configuration, IProgress<ImportProgress>? progress = null, CancellationToken? token = null)
    {
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { DataDirectory = folder.File("data") }, TimeProvider.System, NullLogger<SqliteLedger>.Instance, Token);
        FileImporter importer = new(ledger, new CatalogueIndexes(bench.Catalogues, ledger), bench.Key, new SpoolFolder(folder.File("spool")), TimeProvider.System, new ImportCheckpoints(folder.File("imports"), configuration));
        return await importer.ImportAsync(file, null, progress, token ?? Token);
    }

    // Row 7 cannot be counted, and row 9 is row 8 once more.
    private async Task<string> WriteAsync(string name = "a.ndjson", int rows = Rows, string ids = "a")
    {
        StringBuilder text = new();
        for (int row = 0; row < rows; row++)
        {
            text.Append(row == 7 ? Line(row, ids).Replace("PS01", "PS99", StringComparison.Ordinal) : Line(row == 9 ? 8 : row, ids)).Append('\n');
        }

        await File.WriteAllTextAsync(folder.File(name), text.ToString(), Token);
        return folder.File(name);
    }

    private static string Line(int row, string ids) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"source":"dispatch110","id":"{{ids}}{{row}}","unit":"PS01","occurredAt":"2019-05-{{1 + (row % 30):00}}T10:00:00+08:00"}""");

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => stop.Cancel();
    }
}
