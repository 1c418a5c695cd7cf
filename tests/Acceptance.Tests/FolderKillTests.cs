using System.Globalization;
using System.Text;
using System.Text.Json;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>A watched folder of the real program, killed hard while it reads.</summary>
public sealed class FolderKillTests
{
    private const int Rows = 300_000;
    private const string Person = "331125199001011234";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_WhoseReaderIsKilledAgainAndAgain_CountsOnce_AndLeavesNoPersonBehind()
    {
        using TemporaryFolder data = new();
        using TemporaryFolder config = new();
        string inbox = Directory.CreateDirectory(config.File("inbox")).FullName;
        Configure(config);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, Cancel);
        WriteRows(Path.Combine(inbox, "big.part"));
        File.Move(Path.Combine(inbox, "big.part"), Path.Combine(inbox, $"110_{Person}.csv"));
#pragma warning disable RS0030 // Seeded.
        Random random = new(20260301);
#pragma warning restore RS0030
        for (int kill = 0; kill < 4; kill++)
        {
            await FolderAsync(tongbi, folder => folder.GetProperty("state").GetString() == "reading" || folder.GetProperty("files").GetInt32() == 1);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(10, 1_500)), TimeProvider.System, Cancel);
            await tongbi.KillAsync();
            await tongbi.StartAgainAsync(Cancel);
        }

        JsonElement settled = await FolderAsync(tongbi, folder => folder.GetProperty("files").GetInt32() == 1 && folder.GetProperty("waiting").GetInt32() == 0);
        Assert.Equal("taken", settled.GetProperty("recent")[0].GetProperty("outcome").GetString());
        await AssertCountsAsync(tongbi);

        // The same once more changes nothing.
        string done = Directory.EnumerateFiles(Path.Combine(inbox, "done"), "*.csv", SearchOption.AllDirectories).Single();
        File.Move(done, Path.Combine(inbox, "110_again.csv"));
        settled = await FolderAsync(tongbi, folder => folder.GetProperty("files").GetInt32() == 2);
        Assert.Equal((0, Rows, true), (settled.GetProperty("recent")[0].GetProperty("inserted").GetInt32(), settled.GetProperty("recent")[0].GetProperty("known").GetInt32(), settled.GetProperty("recent")[0].GetProperty("repeat").GetBoolean()));
        await AssertCountsAsync(tongbi);

        Assert.DoesNotContain(Person, settled.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Person, tongbi.Output, StringComparison.Ordinal);
        await tongbi.KillAsync();
        byte[] planted = Encoding.UTF8.GetBytes(Person);
        Assert.All(Directory.EnumerateFiles(data.Path, "*", SearchOption.AllDirectories), file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(planted) < 0, file));
    }

    private static void Configure(TemporaryFolder config)
    {
        File.Copy(Path.Combine(Configurations.County, "catalog.yaml"), config.File("catalog.yaml"));
        File.WriteAllText(config.File("folders.yaml"), """
            folders:
              - id: drop
                path: inbox
                source: dispatch110
                patterns: ["110_*.csv"]
                every: PT1S
                stableLooks: 1
                fields:
                  id: { column: 编号 }
                  metric: incident
                  unit: { column: 单位 }
                  category: { column: 类别 }
                  occurredAt: { column: 时间, format: "uuuu-MM-dd HH:mm" }
            """);
    }

    private static void WriteRows(string path)
    {
        using StreamWriter file = new(path);
        file.WriteLine("编号,单位,类别,时间,身份证号");
        DateTime at = new(2019, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        for (int row = 0; row < Rows; row++)
        {
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Person}-{row},{SomeEvents.UnitOf(row)},{SomeEvents.CategoryOf(row)},{at.AddMinutes(row):yyyy-MM-dd HH:mm},{Person}"));
        }
    }

    private static async Task AssertCountsAsync(TongbiProcess tongbi)
    {
        JsonElement[] units = await SomeEvents.StatisticsAsync(tongbi.Admin, "metric=incident&period=2019&by=unit", Cancel);
        foreach (IGrouping<string, int> unit in Enumerable.Range(0, Rows).GroupBy(SomeEvents.UnitOf))
        {
            Assert.Equal(unit.Count(), units.Single(item => item.GetProperty("key").GetString() == unit.Key).GetProperty("value").GetInt64());
        }
    }

    private static async Task<JsonElement> FolderAsync(TongbiProcess tongbi, Func<JsonElement, bool> isReached)
    {
        string last = "";
        JsonElement folder = default;
        await Eventually.TrueAsync(
            async () =>
            {
                last = await tongbi.Admin.GetStringAsync("/api/v1/folders", Cancel);
                folder = JsonDocument.Parse(last).RootElement.GetProperty("items")[0].Clone();
                return isReached(folder);
            },
            TimeSpan.FromMinutes(5),
            () => last + "\n" + tongbi.Output,
            Cancel);
        return folder;
    }
}
