using System.Text;
using Tongbi.Collector.Sources.Folder;

namespace Tongbi.Collector.Tests.Sources.Folder;

public sealed class FolderManifestTests
{
    private static string Csv(params string[] ids) => "id,metric,unit,occurredAt\n" + string.Concat(ids.Select(id => $"{id},incident,PS01,2026-01-31T08:00:00+08:00\n"));

    private static string Counted(int count) => $"PS01  2026-01-31T00:00:00Z = {count}";

    [Fact]
    public async Task File_WithItsManifest_IsReadAtOnceAndMovedWithIt()
    {
        await using FolderBench bench = await FolderBench.StartAsync("manifest: required");
        bench.Put("a.csv", Csv("A1"));
        await bench.LookAsync(3);
        Assert.Empty(bench.Report.Recent);

        bench.PutManifest("a.csv", Encoding.UTF8.GetBytes(Csv("A1")), sequence: 7, records: 1);
        await bench.LookAsync();

        Assert.Equal((1L, 7L), (bench.Report.Recent[0].Inserted, bench.Report.LastSequence));
        Assert.Equal(["a.csv", "a.csv.manifest.json"], bench.Settled("done"));
    }

    [Fact]
    public async Task File_ThatIsShorterThanItsManifestSays_WaitsForItsRest()
    {
        await using FolderBench bench = await FolderBench.StartAsync("manifest: required\nstableLooks: 5");
        string whole = Csv("A1", "A2");
        string path = bench.Put("a.csv", whole[..40]);
        bench.PutManifest("a.csv", Encoding.UTF8.GetBytes(whole));
        await bench.LookAsync(3);
        Assert.Empty(bench.Report.Recent);

        File.WriteAllText(path, whole);
        await bench.LookAsync();

        Assert.Equal(2, bench.Report.Recent[0].Inserted);
    }

    [Fact]
    public async Task File_AlteredOnTheWay_GoesToFailedAndCountsNothing()
    {
        await using FolderBench bench = await FolderBench.StartAsync("manifest: optional");
        byte[] sent = Encoding.UTF8.GetBytes(Csv("A1", "A2"));
        bench.Put("a.csv", Csv("A1", "A3"));
        bench.PutManifest("a.csv", sent, sequence: 1);
        await bench.LookAsync(2);
        Assert.Equal(FileFault.ChecksumMismatch, bench.Report.Recent[0].Fault);
        Assert.Equal(["a.csv", "a.csv.manifest.json", "a.csv.reasons.csv"], bench.Settled("failed"));

        bench.Put("b.csv", Csv("A1"));
        bench.PutManifest("b.csv", sent, sequence: 1);
        await bench.LookAsync(2);
        Assert.Equal(FileFault.SizeMismatch, bench.Report.Recent[0].Fault);

        bench.PutWithManifest("c.csv", Csv("A1"), sequence: 1, records: 2);
        await bench.LookAsync(2);
        Assert.Equal(FileFault.RecordsMismatch, bench.Report.Recent[0].Fault);

        Assert.Empty(await bench.CountsAsync());
        Assert.Null(bench.Report.LastSequence);
        bench.PutWithManifest("d.csv", Csv("A1", "A2"), sequence: 1, records: 2);
        await bench.LookAsync();
        Assert.Equal((2L, 1L), (bench.Report.Recent[0].Inserted, bench.Report.LastSequence));
    }

    [Fact]
    public async Task Gap_IsShownUntilTheMissingFileComes_AndOthersGoOn()
    {
        await using FolderBench bench = await FolderBench.StartAsync("manifest: required");
        bench.PutWithManifest("f1.csv", Csv("A1"), sequence: 1);
        bench.PutWithManifest("f4.csv", Csv("A4"), sequence: 4);
        bench.PutWithManifest("f5.csv", Csv("A5"), sequence: 5);
        await bench.LookAsync();
        Assert.Equal((5L, 1L), (bench.Report.LastSequence, bench.Report.Gaps));
        Assert.Equal([new SequenceGap(2, 3)], bench.Report.Missing);
        Assert.Equal([Counted(3)], await bench.CountsAsync());

        bench.Restart();
        bench.PutWithManifest("f2.csv", Csv("A2"), sequence: 2);
        await bench.LookAsync();
        Assert.Equal([new SequenceGap(3, 3)], bench.Report.Missing);
        bench.PutWithManifest("f3.csv", Csv("A3"), sequence: 3);
        await bench.LookAsync();

        Assert.Empty(bench.Report.Missing);
        Assert.Equal([Counted(5)], await bench.CountsAsync());
    }

    [Fact]
    public async Task Gap_WhereTheFolderWaits_HoldsLaterFilesBack()
    {
        await using FolderBench bench = await FolderBench.StartAsync("manifest: required\nonGap: wait");
        bench.PutWithManifest("f1.csv", Csv("A1"), sequence: 1);
        bench.PutWithManifest("f3.csv", Csv("A3"), sequence: 3);
        await bench.LookAsync(2);
        Assert.Equal((FolderState.Waiting, 2L, 1), (bench.Report.State, bench.Report.WaitsForSequence, bench.Report.Waiting));
        Assert.Equal([Counted(1)], await bench.CountsAsync());

        bench.PutWithManifest("f2.csv", Csv("A2"), sequence: 2);
        await bench.LookAsync();

        Assert.Equal((FolderState.Watching, 3L), (bench.Report.State, bench.Report.LastSequence));
        Assert.Equal([Counted(3)], await bench.CountsAsync());
    }

    [Fact]
    public async Task Sequence_ThatCameBefore_IsARepeatWithTheSameContentAndRefusedWithAnother()
    {
        await using FolderBench bench = await FolderBench.StartAsync("manifest: required");
        bench.PutWithManifest("a.csv", Csv("A1"), sequence: 1);
        await bench.LookAsync();
        bench.PutWithManifest("a.csv", Csv("A1"), sequence: 1);
        await bench.LookAsync();
        Assert.Equal((true, 0L, 1L), (bench.Report.Recent[0].IsRepeat, bench.Report.Recent[0].Inserted, bench.Report.Repeats));

        bench.PutWithManifest("a.csv", Csv("A2"), sequence: 1);
        await bench.LookAsync();

        Assert.Equal(FileFault.SequenceReused, bench.Report.Recent[0].Fault);
        Assert.Equal([Counted(1)], await bench.CountsAsync());
    }

    [Fact]
    public async Task Manifest_ThatIsHalfWritten_IsWaitedForAndRefusedOnlyIfItStaysSo()
    {
        await using FolderBench bench = await FolderBench.StartAsync("manifest: required\nstableLooks: 3");
        bench.Put("a.csv", Csv("A1"));
        bench.Put("a.csv.manifest.json", "{\"file\":\"a.csv\",");
        await bench.LookAsync(2);
        Assert.Empty(bench.Report.Recent);
        bench.PutManifest("a.csv", Encoding.UTF8.GetBytes(Csv("A1")));
        await bench.LookAsync();
        Assert.Equal(1, bench.Report.Recent[0].Inserted);

        bench.Put("b.csv", Csv("A2"));
        bench.Put("b.csv.manifest.json", "{\"file\":\"b.csv\",");
        await bench.LookAsync(3);

        Assert.Equal(FileFault.BadManifest, bench.Report.Recent[0].Fault);
    }

    [Fact]
    public async Task Manifest_ThatComesAfterItsFile_IsHeldAgainstWhatWasRead()
    {
        await using FolderBench bench = await FolderBench.StartAsync("manifest: optional");
        await bench.TakeAsync("a.csv", Csv("A1"));
        bench.PutManifest("a.csv", Encoding.UTF8.GetBytes(Csv("A1")), sequence: 9);
        await bench.LookAsync(2);
        Assert.Equal((9L, 9L), (bench.Report.LastSequence, bench.Report.Recent[0].Sequence));
        Assert.Equal(["a.csv", "a.csv.manifest.json"], bench.Settled("done"));

        bench.PutManifest("b.csv", Encoding.UTF8.GetBytes(Csv("A2")), sequence: 10);
        await bench.LookAsync(2);

        Assert.Equal(FileFault.BadManifest, bench.Report.Faults.Single().Code);
    }

    [Theory]
    [InlineData("""{"file":"../a.csv","bytes":1,"sha256":"SHA"}""")]
    [InlineData("""{"file":"b.csv","bytes":1,"sha256":"SHA"}""")]
    [InlineData("""{"file":"a.csv","bytes":-1,"sha256":"SHA"}""")]
    [InlineData("""{"file":"a.csv","bytes":1.5,"sha256":"SHA"}""")]
    [InlineData("""{"file":"a.csv","bytes":1,"sha256":"abc"}""")]
    [InlineData("""{"file":"a.csv","bytes":1,"sha256":"SHA","sha256":"SHA"}""")]
    [InlineData("""{"file":"a.csv","bytes":1,"sha256":"SHA","sender":"张三"}""")]
    [InlineData("""{"file":"a.csv","bytes":1,"sha256":"SHA","sequence":{"a":{"b":1}}}""")]
    [InlineData("""{"file":"a.csv","bytes":1}""")]
    [InlineData("""["a.csv"]""")]
    [InlineData("""{"file":"a.csv","bytes":1,"sha256":"SHA"} x""")]
    [InlineData("")]
    public void Manifest_ThatIsNotAsWritten_IsRefusedWithoutRepeatingIt(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json.Replace("SHA", new string('a', 64), StringComparison.Ordinal));
        FileFaultException fault = Assert.Throws<FileFaultException>(() => FileManifest.Read(bytes, "a.csv"));

        Assert.Equal(FileFault.BadManifest, fault.Code);
        Assert.DoesNotContain("张三", fault.Message, StringComparison.Ordinal);
    }
}
