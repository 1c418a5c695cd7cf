using System.Text;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Import;
using Tongbi.Collector.Sources.Replay;
using Tongbi.Collector.Tests.Ingest;
using Xunit;

namespace Tongbi.Collector.Tests.Sources.Replay;

public sealed class ReplayFileTests : IDisposable
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_ComeInTheOrderInWhichTheyHappened_AsTheyWere()
    {
        ReplayFile file = await ReadAsync(
            "calls.ndjson",
            """
            {"source":"dispatch110","id":"late","unit":"PS01","occurredAt":"2026-01-02T00:00:05+08:00"}

            {"occurredAt":"2026-01-02T00:00:00+08:00","source":"dispatch110","id":"q\"\u00e9","metric":"incident","category":null,"unit":"PS01","quantity":-2,"withdrawn":true,"revision":3}
            {"source":"dispatch110","id":"same second","unit":"PS02","occurredAt":"2026-01-01T16:00:00Z"}
            """);

        Assert.Equal(
            [
                """{"source":"dispatch110","metric":"incident","unit":"PS01","revision":3,"withdrawn":true,"id":"q\"\u00e9","quantity":-2,"occurredAt":"2026-01-01T16:00:00Z"}""",
                """{"source":"dispatch110","unit":"PS02","id":"same second","occurredAt":"2026-01-01T16:00:00Z"}""",
                """{"source":"dispatch110","unit":"PS01","id":"late","occurredAt":"2026-01-01T16:00:05Z"}""",
            ],
            Lines(file));
        Assert.Equal([2, 3, 1], Enumerable.Range(0, file.Count).Select(file.RowOf));
        Assert.Empty(file.SkippedByCode);
    }

    [Fact]
    public async Task Csv_BecomesTypedJson_ThatTheWayInTakesAlike()
    {
        ReplayFile file = await ReadAsync(
            "calls.csv",
            "source,id,unit,occurredAt,quantity,revision,withdrawn\n"
            + "dispatch110,\"a \"\"quoted\"\" id\",PS01,2026-01-02T00:00:00+08:00,+3,007,true\n"
            + "dispatch110,b,PS02,2026-01-02T00:00:01+08:00,,,\n"
            + "dispatch110,c,PS02,2026-01-02T00:00:02+08:00,many,1,perhaps\n");

        Assert.Equal(
            [
                """{"source":"dispatch110","unit":"PS01","revision":7,"withdrawn":true,"id":"a \"quoted\" id","quantity":3,"occurredAt":"2026-01-01T16:00:00Z"}""",
                """{"source":"dispatch110","unit":"PS02","id":"b","occurredAt":"2026-01-01T16:00:01Z"}""",
                """{"source":"dispatch110","unit":"PS02","revision":1,"withdrawn":"perhaps","id":"c","quantity":"many","occurredAt":"2026-01-01T16:00:02Z"}""",
            ],
            Lines(file));
        using IngestResult result = await bench.SendAsync(string.Join('\n', Lines(file)));
        Assert.Equal((2L, 1L), (result.Outcome.Inserted, result.RejectedCount));
    }

    [Fact]
    public async Task Rows_ThatCannotBeSent_AreCountedByCode()
    {
        ReplayFile file = await ReadAsync(
            "calls.ndjson",
            """
            {"source":"dispatch110","id":"1","unit":"PS01","occurredAt":"yesterday"}
            {"source":"dispatch110","id":"2","unit":"PS01"}
            {"source":"dispatch110","id":"3","unit":"PS01","occurredAt":"2026-01-02T00:00:00+08:00","caller":"someone"}
            nonsense
            {"source":"dispatch110","id":"5","unit":"PS01","occurredAt":"2026-01-02T00:00:00+08:00"}
            """);

        Assert.Equal(1, file.Count);
        Assert.Equal(5, file.RowOf(0));
        Assert.Equal(["bad_json 1", "bad_time 2", "unknown_field 1"], file.SkippedByCode.Select(code => $"{code.Key} {code.Value}").Order());
    }

    [Fact]
    public async Task Mapping_MakesTheRecordsOfAForeignFile()
    {
        ImportMapping mapping = ImportMapping.Parse(
            """
            records: events
            fields:
              source: dispatch110
              id: { column: NR }
              unit: PS01
              occurredAt: { column: TIME, format: "uuuu-MM-dd HH:mm:ss" }
            """,
            "mapping.yaml",
            bench.Catalogue);
        ReplayFile file = await ReadAsync("calls.csv", "NR,NAME,TIME\n77,Somebody,2026-01-02 08:00:00\n", mapping);

        Assert.Equal("""{"source":"dispatch110","unit":"PS01","id":"77","occurredAt":"2026-01-02T00:00:00Z"}""", Assert.Single(Lines(file)));
    }

    [Fact]
    public async Task File_LargerThanABlock_KeepsEveryRecord()
    {
        string[] ids = [.. Enumerable.Range(0, 20_000).Select(number => $"{number:D100}")];
        ReplayFile file = await ReadAsync("calls.ndjson", string.Join('\n', ids.Reverse().Select((id, index) => $$"""{"source":"dispatch110","id":"{{id}}","unit":"PS01","occurredAt":"2026-01-{{31 - (index / 1_000):00}}T00:00:00Z"}""")));

        string[] lines = Lines(file);
        Assert.Equal(20_000, lines.Length);
        Assert.Equal(ids.Order(), lines.Select(line => line.Split("\"id\":\"")[1][..100]).Order());
        Assert.Equal(lines.Select(line => line[^22..]).Order(), lines.Select(line => line[^22..]));
    }

    [Theory]
    [InlineData(2.0, false, 30, 1_000)]
    [InlineData(2.0, true, 30, 530)]
    [InlineData(0.0, false, 0, 1_000)]
    [InlineData(0.0, true, 0, 460)]
    public void Pace_TellsWhenARecordIsDueAndAsWhenItHappened(double speed, bool movesToNow, double due, long moved)
    {
        ReplayPace pace = new(speed, start: 500, first: 940, last: 1_040, movesToNow);
        Assert.Equal(due, pace.DueAfter(1_000));
        Assert.Equal(moved, pace.Moved(1_000));
        Assert.True(pace.DueUntil(due) >= 1_000);
    }

    public void Dispose() => bench.Dispose();

    private static string[] Lines(ReplayFile file)
    {
        using MemoryStream written = new();
        for (int index = 0; index < file.Count; index++)
        {
            file.Write(index, file.SecondOf(index), written);
        }

        return Encoding.UTF8.GetString(written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<ReplayFile> ReadAsync(string name, string text, ImportMapping? mapping = null)
    {
        await File.WriteAllTextAsync(bench.PathOf(name), text, Token);
        return await ReplayFile.ReadAsync(bench.PathOf(name), mapping, bench.Catalogue.Calendar, Token);
    }

    private readonly IngestBench bench = new();
}
