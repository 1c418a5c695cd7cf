using Tongbi.Collector.Tests.Ingest;

namespace Tongbi.Collector.Tests.Sources.Folder;

/// <summary>A short run of <see cref="FolderFuzz"/>; <c>TONGBI_FUZZ=n</c> makes it n times as long.</summary>
public sealed class FolderFuzzTests : IDisposable
{
    private static readonly int Times = int.TryParse(Environment.GetEnvironmentVariable("TONGBI_FUZZ"), out int times) ? times : 1;

    [Fact]
    public async Task Workbooks_ThatAreBroken_AreFaultsAndNothingElse()
    {
        FolderFuzz fuzz = new(20260301, bench.Catalogue);
        int good = 0;
        int count = 3_000 * Times;
        for (int run = 0; run < count; run++)
        {
            good += await fuzz.TryWorkbookAsync(TestContext.Current.CancellationToken) ? 1 : 0;
        }

        Assert.InRange(good, count / 50, count - (count / 10));
    }

    [Fact]
    public void Manifests_ThatAreBroken_AreFaultsAndNothingElse()
    {
        FolderFuzz fuzz = new(20260302, bench.Catalogue);
        int count = 20_000 * Times;
        int good = Enumerable.Range(0, count).Count(_ => fuzz.TryManifest());

        Assert.InRange(good, 1, count - (count / 10));
    }

    public void Dispose() => bench.Dispose();

    private readonly IngestBench bench = new();
}
