using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Xunit;

namespace Tongbi.Collector.Tests.Ingest;

/// <summary>The same records mean the same in every format and however the network cuts them; whatever comes, there is an answer.</summary>
public sealed class BodyShapeTests : IDisposable
{
    [Theory]
    [InlineData(BodyFormat.Ndjson)]
    [InlineData(BodyFormat.JsonArray)]
    [InlineData(BodyFormat.Csv)]
    public async Task Body_SplitAtEveryByte_MeansTheSame(BodyFormat format)
    {
        Fields[] records =
        [
            Fields.SomeEvent("云\"和,\r\n\t\\"),
            Fields.SomeEvent("B").With("unit", "PS99").With("quantity", -12),
            Fields.SomeEvent("C").With("category", "盗窃").With("revision", 3).With("withdrawn", true),
        ];
        byte[] body = Encoding.UTF8.GetBytes(Fields.Body(format, records));
        List<string> expected = await AnswerAsync(new MemoryStream(body), format);
        Assert.Equal(3, expected.Count);

        for (int split = 1; split < body.Length; split++)
        {
            Assert.Equal(expected, await AnswerAsync(new DrippingStream(body, split, body.Length), format));
        }

        Assert.Equal(expected, await AnswerAsync(new DrippingStream(body, 1), format));
    }

    [Property(MaxTest = 60)]
    public Property Records_InAllThreeFormats_MeanTheSame() => Prop.ForAll(Arb.From(SomeRecords), records =>
    {
        string[] answers = [.. Enum.GetValues<BodyFormat>().Select(format => string.Join('\n', Answer(Encoding.UTF8.GetBytes(Fields.Body(format, records)), format)))];
        return (answers[0] == answers[1]).Label("array: " + answers[1]).And((answers[0] == answers[2]).Label("csv: " + answers[2]));
    });

    [Property(MaxTest = 300)]
    public void Bytes_OfAnyKind_GetAnAnswer(byte[] body, BodyFormat format, BodyCompression compression, byte piece)
    {
        try
        {
            using IngestResult result = bench.SendAsync(new DrippingStream(body, piece + 1), format, compression: compression).GetAwaiter().GetResult();
            Assert.Equal(result.Received, result.RejectedCount);
        }
        catch (BodyException refused)
        {
            Assert.InRange(refused.Line, 1, body.Length + 1);
        }
    }

    [Property(MaxTest = 500)]
    public Property Line_OfJsonLikeText_IsJudgedAsTheFrameworkJudgesIt() => Prop.ForAll(Arb.From(SomeJsonLikeText), line =>
    {
        using IngestResult result = bench.SendAsync(line).GetAwaiter().GetResult();
        bool refusedAsUnreadable = result.Rejected.Any(refusal => refusal.Code == "bad_json" && refusal.Message.Contains("not a JSON object", StringComparison.Ordinal));
        return (refusedAsUnreadable == (IsBlank(line) == false && !IsObject(line))).Label(line);
    });

    [Property(MaxTest = 300)]
    public Property Array_OfJsonLikeText_IsBrokenWhereTheFrameworkFindsItBroken() => Prop.ForAll(Arb.From(SomeJsonLikeText), Arb.From(Gen.Choose(1, 9)), (text, piece) =>
    {
        string body = $"[{text}]";
        bool isRead;
        try
        {
            using IngestResult result = bench.SendAsync(new DrippingStream(Encoding.UTF8.GetBytes(body), piece), BodyFormat.JsonArray).GetAwaiter().GetResult();
            isRead = true;
        }
        catch (BodyException)
        {
            isRead = false;
        }

        return (isRead == IsJson(body)).Label(body);
    });

    [Theory]
    [InlineData("{\"source\":\"dispatch110\",\"id\":\"\\u4e91\\n\\uD83D\\uDE00\",\"unit\":\"\\u0050S01\",\"occurredAt\":\"2026-01-31T08:00:00\\u002B08:00\"}")]
    [InlineData("{\"\\u0073ource\":\"dispatch110\",\"id\":\"云\\n😀\",\"unit\":\"PS01\",\"occurredAt\":\"2026-01-31T00:00:00Z\"}")]
    public async Task Event_WithEscapes_IsTheSameAsWithout(string line)
    {
        using IngestResult result = await bench.SendAsync(line);
        using IngestResult plain = await bench.SendAsync(Fields.Body(BodyFormat.Csv, Fields.SomeEvent("云\n😀").Without("category")), BodyFormat.Csv);

        Assert.Equal(2, bench.Ledger.Events.Count);
        Assert.Equal(bench.Ledger.Events[1], bench.Ledger.Events[0]);
    }

    [Fact]
    public async Task Event_WithNullsForOptionalFields_HasTheDefaults()
    {
        Fields record = Fields.SomeEvent().With("metric", null).With("category", null).With("quantity", null).With("revision", null).With("withdrawn", null);
        using IngestResult result = await bench.SendAsync(Fields.Body(BodyFormat.Ndjson, record));

        EventRecord taken = Assert.Single(bench.Ledger.Events);
        Assert.Equal((1, 0L, false), (taken.Quantity, taken.Revision, taken.Withdrawn));
        Assert.Equal(new SeriesKey("dispatch110", "incident", "", "PS01"), bench.Ledger.Series[taken.Series]);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public async Task Withdrawn_InCsv_HasTwoSpellingsEach(string cell, bool expected)
    {
        using IngestResult result = await bench.SendAsync(Fields.Body(BodyFormat.Csv, Fields.SomeEvent().With("withdrawn", cell)), BodyFormat.Csv);

        Assert.Equal(expected, Assert.Single(bench.Ledger.Events).Withdrawn);
    }

    public void Dispose() => bench.Dispose();

    private readonly IngestBench bench = new();

    private static Gen<Fields[]> SomeRecords => Gen.NonEmptyListOf(
        from id in Gen.Elements("A1", "云,和", "\"q\"", "a\r\nb", " ", "", new string('长', 128), new string('长', 129))
        from unit in Gen.Elements("PS01", "PS02", "331125", "PS99", "")
        from category in Gen.Elements("", "admin", "admin/gambling", "盗窃", "nothing")
        from metric in Gen.Elements<object?>("incident", "vice", null, "")
        from time in Gen.Elements("2026-01-31T08:00:00+08:00", "2026-01-31t00:00:00.5z", "2026-01-31", "1999-01-01T00:00:00Z")
        from quantity in Gen.Elements<object?>(null, 1, -5, 2_000_000)
        from revision in Gen.Elements<object?>(null, 0, 7, -1)
        from withdrawn in Gen.Elements<object?>(null, true, false)
        select new Fields
        {
            ["source"] = "dispatch110",
            ["id"] = id,
            ["metric"] = metric,
            ["category"] = category,
            ["unit"] = unit,
            ["occurredAt"] = time,
            ["quantity"] = quantity,
            ["revision"] = revision,
            ["withdrawn"] = withdrawn,
        }).Select(records => records.ToArray());

    private static Gen<string> SomeJsonLikeText =>
        Gen.ArrayOf(Gen.Elements("{", "}", "[", "]", "\"a\"", "\"", ":", ",", "1", "-", "0", ".5", "e3", "true", "null", "nul", " ", "\\", "\\u12", "\"\\u00e9\"", "{\"a\":1}", "\"b\":[]", "云", "\t"))
            .Select(string.Concat);

    private static bool IsBlank(string line) => line.All(character => character is ' ' or '\t');

    private static bool IsJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsObject(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private List<string> Answer(byte[] body, BodyFormat format) => AnswerAsync(new MemoryStream(body), format).GetAwaiter().GetResult();

    // Every record with what became of it, in order.
    private async Task<List<string>> AnswerAsync(Stream body, BodyFormat format)
    {
        bench.Ledger.Events.Clear();
        using IngestResult result = await bench.SendAsync(body, format);
        return [.. bench.Ledger.Events.Select(taken => taken.ToString()), .. result.Rejected.Select(refusal => refusal.ToString())];
    }
}
