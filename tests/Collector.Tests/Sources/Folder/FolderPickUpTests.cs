using System.Diagnostics;
using System.Text;
using Tongbi.Collector.Sources.Folder;

namespace Tongbi.Collector.Tests.Sources.Folder;

public sealed class FolderPickUpTests
{
    private static string Csv(params string[] ids) => "id,metric,unit,occurredAt\n" + string.Concat(ids.Select(id => $"{id},incident,PS01,2026-01-31T08:00:00+08:00\n"));

    private static async Task ShellAsync(string command)
    {
        using Process shell = Process.Start("bash", ["-c", command]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static string Counted(int count) => $"PS01  2026-01-31T00:00:00Z = {count}";

    [Fact]
    public async Task File_ThatGrows_IsReadOnlyWhenItStaysAsItIs()
    {
        await using FolderBench bench = await FolderBench.StartAsync("stableLooks: 3");
        string path = bench.Put("a.csv", Csv("A1"));
        await bench.LookAsync(2);
        File.AppendAllText(path, "A2,incident,PS01,2026-01-31T08:00:00+08:00\n");
        await bench.LookAsync(2);
        Assert.Empty(bench.Report.Recent);
        Assert.Equal(1, bench.Report.Waiting);

        await bench.LookAsync();

        Assert.Equal(2, bench.Report.Recent[0].Inserted);
        Assert.Equal((0, FolderState.Watching), (bench.Report.Waiting, bench.Report.State));
    }

    [Theory]
    [InlineData("a.csv.part")]
    [InlineData("a.csv.tmp")]
    [InlineData(".a.csv")]
    [InlineData("~$a.xlsx")]
    [InlineData("a.doc")]
    [InlineData("a.csv.reasons.csv")]
    public async Task File_UnderANameThatIsNotMeant_IsLeftAloneUntilItIsRenamed(string name)
    {
        await using FolderBench bench = await FolderBench.StartAsync();
        string path = bench.Put(name, Csv("A1"));
        await bench.LookAsync(3);
        Assert.True(File.Exists(path));
        Assert.Empty(bench.Report.Recent);

        File.Move(path, Path.Combine(bench.Inbox, "b.csv"));
        await bench.LookAsync(2);

        Assert.Equal(1, bench.Report.Recent[0].Inserted);
    }

    [Fact]
    public async Task Patterns_ChooseTheFiles()
    {
        await using FolderBench bench = await FolderBench.StartAsync("patterns: [\"110_*.csv\"]");
        bench.Put("110_1.csv", Csv("A1"));
        bench.Put("120_1.csv", Csv("A2"));
        await bench.LookAsync(2);

        Assert.Equal(["110_1.csv"], bench.Settled("done"));
        Assert.Equal([Counted(1)], await bench.CountsAsync());
    }

    [Fact]
    public async Task SameContent_UnderAnyName_ChangesNothing()
    {
        await using FolderBench bench = await FolderBench.StartAsync();
        await bench.TakeAsync("a.csv", Csv("A1", "A2"));
        FileRecord again = await bench.TakeAsync("a.csv", Csv("A1", "A2"));
        FileRecord renamed = await bench.TakeAsync("b.csv", Csv("A1", "A2"));

        Assert.Equal((0L, 2L, true), (again.Inserted, again.Known, again.IsRepeat));
        Assert.Equal((0L, 2L, true), (renamed.Inserted, renamed.Known, renamed.IsRepeat));
        Assert.Equal(2, bench.Report.Repeats);
        Assert.Equal(["2~a.csv", "a.csv", "b.csv"], bench.Settled("done"));
        Assert.Equal([Counted(2)], await bench.CountsAsync());
    }

    [Fact]
    public async Task File_CommittedButNotMoved_IsOnlyMovedAfterARestart()
    {
        await using FolderBench bench = await FolderBench.StartAsync();
        await bench.TakeAsync("a.csv", Csv("A1"));
        long version = bench.Ledger.Version;

        // As if the process had ended between the commit and the move.
        string settled = Directory.EnumerateFiles(bench.Inbox, "a.csv", SearchOption.AllDirectories).Single();
        File.Move(settled, Path.Combine(bench.Inbox, "a.csv"));
        File.WriteAllText(bench.JournalFile, File.ReadAllText(bench.JournalFile).Replace("\"isMoved\":true", "\"isMoved\":false", StringComparison.Ordinal));
        bench.Restart();
        await bench.LookAsync(2);

        Assert.Equal(["a.csv"], bench.Settled("done"));
        Assert.Equal((1, false), (bench.Report.Recent.Count, bench.Report.Recent[0].IsRepeat));
        Assert.Equal(version, bench.Ledger.Version);
    }

    [Fact]
    public async Task Folder_HeldByAnotherWatcher_IsLeftToItAndTakenOverLater()
    {
        await using FolderBench bench = await FolderBench.StartAsync();
        bench.Put("a.csv", Csv("A1"));
        await bench.LookAsync();
        FolderWatcher other = bench.NewWatcher();
        await other.LookAsync(TestContext.Current.CancellationToken);
        await other.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(FolderState.Elsewhere, other.Report.State);
        Assert.True(File.Exists(Path.Combine(bench.Inbox, "a.csv")));

        bench.Watcher.Dispose();
        await other.LookAsync(TestContext.Current.CancellationToken);
        await other.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, other.Report.Recent[0].Inserted);
        other.Dispose();
    }

    [Fact]
    public async Task Folder_ThatIsNotThere_IsReportedAndTakenUpWhenItComes()
    {
        await using FolderBench bench = await FolderBench.StartAsync();
        Directory.Delete(bench.Inbox, recursive: true);
        await bench.LookAsync();
        Assert.Equal((FolderState.Unavailable, FileFault.FolderUnavailable), (bench.Report.State, bench.Report.Faults.Single().Code));
        Assert.Equal(FileFault.FolderUnavailable, bench.Health.Find("dispatch110")?.Code);

        Directory.CreateDirectory(bench.Inbox);
        FileRecord file = await bench.TakeAsync("a.csv", Csv("A1"));

        Assert.Equal(1, file.Inserted);
        Assert.Equal(FolderState.Watching, bench.Report.State);
        Assert.Null(bench.Health.Find("dispatch110"));
    }

    [Fact]
    public async Task Source_FailsWhileItsNewestFileWasNotTaken()
    {
        await using FolderBench bench = await FolderBench.StartAsync();
        await bench.TakeAsync("a.csv", "no header that is known\n");
        Assert.Equal(("folder:drop", FileFault.BadFile), (bench.Health.Find("dispatch110")?.Way, bench.Health.Find("dispatch110")?.Code));

        await bench.TakeAsync("a.csv", Csv("A1"));

        Assert.Null(bench.Health.Find("dispatch110"));
    }

    [Fact]
    public async Task LinksPipesAndFolders_AreLeftAloneAndReported()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are made the Linux way.");
        await using FolderBench bench = await FolderBench.StartAsync();
        string secret = Path.Combine(bench.Inbox, "..", "secret.csv");
        File.WriteAllText(secret, Csv("A1"));
        File.CreateSymbolicLink(Path.Combine(bench.Inbox, "link.csv"), secret);
        File.CreateSymbolicLink(Path.Combine(bench.Inbox, "dangling.csv"), "/nowhere");
        Directory.CreateDirectory(Path.Combine(bench.Inbox, "folder.csv"));
        await ShellAsync($"mkfifo '{bench.Inbox}/pipe.csv'");
        bench.Put("good.csv", Csv("A2"));
        await bench.LookAsync(3);

        Assert.Equal(["dangling.csv", "link.csv", "pipe.csv"], bench.Report.Faults.Where(fault => fault.Code == FileFault.NotAFile).Select(fault => fault.File).Order(StringComparer.Ordinal));
        Assert.Equal([Counted(1)], await bench.CountsAsync());
        Assert.True(File.Exists(secret));
        Assert.Equal(["good.csv"], bench.Settled("done"));
    }

    [Fact]
    public async Task File_WhoseNameIsNotUtf8_IsReportedAndTheOthersAreTaken()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there are names bytes.");
        await using FolderBench bench = await FolderBench.StartAsync();
        await ShellAsync($"cd '{bench.Inbox}' && printf 'id\\n' > $'\\xbd\\xd3\\xbe\\xaf.csv' && printf 'id\\n' > $'a\\nb.csv'");
        bench.Put("good.csv", Csv("A1"));
        await bench.LookAsync(2);

        Assert.Equal([FileFault.BadName, FileFault.BadName], bench.Report.Faults.Select(fault => fault.Code));
        Assert.Equal([Counted(1)], await bench.CountsAsync());

        // .NET cannot remove a file that it cannot name.
        await ShellAsync($"rm '{bench.Inbox}'/*.csv");
    }

    [Fact]
    public async Task File_ThatMayNotBeRead_IsReportedAndTakenWhenItMay()
    {
        await using FolderBench bench = await FolderBench.StartAsync();
        string path = bench.Put("a.csv", Csv("A1"));
        using (FileStream writer = new(path, FileMode.Append, FileAccess.Write, FileShare.None))
        {
            // Still open by whoever writes it: the system refuses to share it.
            await bench.LookAsync(3);
            Assert.Equal(FileFault.NoAccess, bench.Report.Faults.Single().Code);
        }

        await bench.LookAsync();

        Assert.Equal(1, bench.Report.Recent[0].Inserted);
        Assert.Empty(bench.Report.Faults);
    }

    [Fact]
    public async Task File_ThatCannotBeMoved_IsReadOnceAndMovedWhenItCan()
    {
        await using FolderBench bench = await FolderBench.StartAsync();
        await bench.LookAsync();

        // A file where the folder of the day should be: what stops a move even for root.
        string day = Path.Combine(bench.Inbox, "done", "2026-03-01");
        bench.Put("a.csv", Csv("A1"));
        await bench.LookAsync();
        File.WriteAllText(day, "");
        await bench.LookAsync(3);
        Assert.Equal(FolderState.Unavailable, bench.Report.State);
        File.Delete(day);
        await bench.LookAsync(2);

        Assert.Equal(["a.csv"], bench.Settled("done"));
        Assert.Equal((1, 1L), (bench.Report.Recent.Count, bench.Report.Recent[0].Inserted));
        Assert.Equal([Counted(1)], await bench.CountsAsync());
    }

    [Fact]
    public async Task DoneFiles_KeptLongEnough_AreRemovedAndNothingElseIs()
    {
        await using FolderBench bench = await FolderBench.StartAsync("keepDone: P2D");
        await bench.TakeAsync("a.csv", Csv("A1"));
        File.WriteAllText(Path.Combine(bench.Inbox, "done", "note.txt"), "");
        bench.Time.Advance(TimeSpan.FromDays(2));
        await bench.TakeAsync("b.csv", Csv("A2"));
        Assert.Equal(["a.csv", "b.csv", "note.txt"], bench.Settled("done"));

        bench.Time.Advance(TimeSpan.FromDays(1));
        await bench.LookAsync();

        Assert.Equal(["b.csv", "note.txt"], bench.Settled("done"));
    }

    [Fact]
    public async Task Names_InReports_HoldNothingThatMayBePersonal()
    {
        await using FolderBench bench = await FolderBench.StartAsync("patterns: [\"接警_*.csv\"]");
        FileRecord file = await bench.TakeAsync("接警_20260301_张三_13800138000_331125199001011234.csv", Csv("A1"));

        Assert.Equal("接警_20260301_…_…_….csv", file.File);
        Assert.DoesNotContain("13800138000", File.ReadAllText(bench.JournalFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_ThatIsDamaged_IsPutAsideAndNothingCountsTwice()
    {
        await using FolderBench bench = await FolderBench.StartAsync();
        await bench.TakeAsync("a.csv", Csv("A1"));
        File.WriteAllText(bench.JournalFile, "{\"format\":1,\"rec");
        bench.Restart();
        FileRecord again = await bench.TakeAsync("a.csv", Csv("A1"));

        Assert.Equal((0L, 1L), (again.Inserted, again.Known));
        Assert.True(File.Exists(bench.JournalFile + ".damaged"));
    }

    [Fact]
    public async Task ManyFiles_AreTakenInTheOrderOfTheirTimes()
    {
        await using FolderBench bench = await FolderBench.StartAsync();
        for (int number = 0; number < 20; number++)
        {
            string path = bench.Put($"{(char)('z' - number)}.csv", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Csv("A" + number))));
            File.SetLastWriteTimeUtc(path, new DateTime(2026, 2, 1, 0, number, 0, DateTimeKind.Utc));
        }

        await bench.LookAsync(2);

        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"{(char)('z' - number)}.csv"), bench.Report.Recent.Reverse().Select(file => file.File));
    }
}
