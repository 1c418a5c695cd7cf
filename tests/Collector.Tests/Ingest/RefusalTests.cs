using System.Text.Json;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Xunit;

namespace Tongbi.Collector.Tests.Ingest;

public sealed class RefusalTests : IDisposable
{
    public static TheoryData<string, string?, string, string, BodyFormat> BadEvents()
    {
        (string Field, string? Json, string Code, string Named)[] table =
        [
            ("source", null, "missing_field", "source"),
            ("source", "\"nobody\"", "unknown_source", "source"),
            ("id", null, "missing_field", "id"),
            ("id", $"\"{new string('x', 129)}\"", "id_too_long", "id"),
            ("id", $"\"{new string('云', 129)}\"", "id_too_long", "id"),
            ("metric", "\"nothing\"", "unknown_metric", "metric"),
            ("metric", "\"vice\"", "unknown_metric", "metric"),
            ("metric", "\"rate\"", "unknown_metric", "metric"),
            ("metric", "\"workers\"", "unknown_metric", "metric"),
            ("metric", "\"accepted\"", "not_authoritative", "source"),
            ("category", "\"admin/nothing\"", "unknown_category", "category"),
            ("category", "\"gambling\"", "unknown_category", "category"),
            ("unit", null, "missing_field", "unit"),
            ("unit", "\"PS99\"", "unknown_unit", "unit"),
            ("occurredAt", null, "missing_field", "occurredAt"),
            ("occurredAt", "\"2026-01-31T08:00:00\"", "bad_time", "occurredAt"),
            ("occurredAt", "\"2026-01-31T08:00:60Z\"", "bad_time", "occurredAt"),
            ("occurredAt", "\"2026-03-02T00:00:01Z\"", "time_out_of_range", "occurredAt"),
            ("occurredAt", "\"2014-12-31T23:59:59+08:00\"", "time_out_of_range", "occurredAt"),
            ("quantity", "1.0", "bad_quantity", "quantity"),
            ("quantity", "1e3", "bad_quantity", "quantity"),
            ("quantity", "1000001", "bad_quantity", "quantity"),
            ("quantity", "-1000001", "bad_quantity", "quantity"),
            ("quantity", "99999999999999999999", "bad_quantity", "quantity"),
            ("revision", "-1", "bad_revision", "revision"),
            ("revision", "9223372036854775808", "bad_revision", "revision"),
            ("withdrawn", "\"yes\"", "bad_withdrawn", "withdrawn"),
        ];
        TheoryData<string, string?, string, string, BodyFormat> rows = [];
        foreach ((string field, string? json, string code, string named) in table)
        {
            foreach (BodyFormat format in Enum.GetValues<BodyFormat>())
            {
                rows.Add(field, json, code, named, format);
            }
        }

        return rows;
    }

    public static TheoryData<string, string, string, BodyFormat> WrongTypes()
    {
        (string Field, string Json, string Code)[] table =
        [
            ("source", "1", "unknown_source"),
            ("id", "1", "bad_id"),
            ("id", "{}", "bad_id"),
            ("metric", "true", "unknown_metric"),
            ("category", "[\"admin\"]", "unknown_category"),
            ("unit", "331125", "unknown_unit"),
            ("occurredAt", "1769817600", "bad_time"),
            ("quantity", "\"1\"", "bad_quantity"),
            ("revision", "\"0\"", "bad_revision"),
            ("withdrawn", "\"true\"", "bad_withdrawn"),
            ("withdrawn", "1", "bad_withdrawn"),
        ];
        TheoryData<string, string, string, BodyFormat> rows = [];
        foreach ((string field, string json, string code) in table)
        {
            rows.Add(field, json, code, BodyFormat.Ndjson);
            rows.Add(field, json, code, BodyFormat.JsonArray);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(BadEvents))]
    public async Task Event_WithOneMistake_IsRefusedByIndexCodeAndField(string field, string? json, string code, string named, BodyFormat format)
    {
        Fields bad = json is null ? Fields.SomeEvent("B").With(field, null) : Fields.SomeEvent("B").With(field, Value(json, format));

        Refusal refusal = await RefusalOfAsync(bad, format);

        Assert.Equal((1L, code, named), (refusal.Index, refusal.Code, refusal.Field));
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WrongTypes))]
    public async Task Event_WithAWrongJsonType_IsRefusedWithTheFieldsOwnCode(string field, string json, string code, BodyFormat format)
    {
        Refusal refusal = await RefusalOfAsync(Fields.SomeEvent("B").With(field, Value(json, format)), format);

        Assert.Equal((code, field), (refusal.Code, refusal.Field));
    }

    [Theory]
    [InlineData("vice", "incident")]
    [InlineData("rate", "resolved and accepted")]
    [InlineData("workers", "/api/v1/counts")]
    public async Task Event_OfAMetricThatTakesNone_NamesWhatToSendInstead(string metric, string instead)
    {
        Refusal refusal = await RefusalOfAsync(Fields.SomeEvent("B").With("metric", metric), BodyFormat.Ndjson);

        Assert.Contains(instead, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_WithoutMetric_IsTakenOnlyWhereTheSourceFeedsOne()
    {
        Fields ofMediation = Fields.SomeEvent("M").With("source", "mediation").Without("metric").Without("category");
        using IngestResult result = await bench.SendAsync(Fields.Body(BodyFormat.Ndjson, Fields.SomeEvent().Without("metric"), ofMediation));

        Refusal refusal = Assert.Single(result.Rejected);
        Assert.Equal((1L, "missing_field", "metric"), (refusal.Index, refusal.Code, refusal.Field));
        Assert.Equal("incident", bench.Ledger.Series[Assert.Single(bench.Ledger.Events).Series].Metric);
    }

    [Theory]
    [InlineData("name", "name")]
    [InlineData("caller.name_2", "caller.name_2")]
    [InlineData("姓名", "姓名")]
    [InlineData("张三", "")]
    [InlineData("Zhang San", "")]
    [InlineData("2nd", "")]
    [InlineData("tel13812345678", "")]
    [InlineData("a name that is far too long to be that of a field", "")]
    public async Task Event_WithAFieldOutsideTheContract_IsRefusedAndNamedOnlyIfHarmless(string name, string echoed)
    {
        Refusal refusal = await RefusalOfAsync(Fields.SomeEvent("B").With(name, "张三"), BodyFormat.Ndjson);

        Assert.Equal(("unknown_field", echoed), (refusal.Code, refusal.Field));
        Assert.DoesNotContain("张三", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("", Assert.Single(Assert.Single(bench.Ledger.Deliveries).Refusals).Field);
    }

    [Theory]
    [InlineData("""{"source":"dispatch110","source":"dispatch110"}""")]
    [InlineData("""{"source":"dispatch110","\u0073ource":"dispatch110"}""")]
    [InlineData("""[1]""")]
    [InlineData("""null""")]
    [InlineData("""{"source":"dispatch110","id":"\ud800","unit":"PS01","occurredAt":"2026-01-31T08:00:00Z"}""")]
    public async Task Record_ThatIsNoPlainObject_IsBadJsonInLinesAndArrays(string json)
    {
        string good = Fields.Body(BodyFormat.Ndjson, Fields.SomeEvent()).TrimEnd();
        using IngestResult lines = await bench.SendAsync($"{good}\n{json}\n");
        using IngestResult array = await bench.SendAsync($"[{good},{json}]", BodyFormat.JsonArray);

        Assert.Equal((1L, "bad_json"), Assert.Single(lines.Rejected) is var line ? (line.Index, line.Code) : default);
        Assert.Equal((1L, "bad_json"), Assert.Single(array.Rejected) is var element ? (element.Index, element.Code) : default);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("not json")]
    [InlineData("{\"source\":\"dispatch110\"} x")]
    [InlineData("{\"source\":\"dispatch110\",}")]
    [InlineData("{'source':'dispatch110'}")]
    [InlineData("{\"quantity\":01}")]
    [InlineData("{\"id\":\"a\u0001\"}")]
    public async Task Line_ThatIsNotJson_IsRefusedByItself(string line)
    {
        using IngestResult result = await bench.SendAsync(line + "\n\n  \r\n" + Fields.Body(BodyFormat.Ndjson, Fields.SomeEvent()));

        Assert.Equal(2, result.Received);
        Assert.Equal((0L, "bad_json"), Assert.Single(result.Rejected) is var refusal ? (refusal.Index, refusal.Code) : default);
        Assert.Single(bench.Ledger.Events);
    }

    [Theory]
    [InlineData("dispatch110,B,PS01")]
    [InlineData("dispatch110,B,PS01,2026-01-31T08:00:00Z,x")]
    [InlineData("dispatch110,B\"B,PS01,2026-01-31T08:00:00Z")]
    [InlineData("dispatch110,\"B\"B,PS01,2026-01-31T08:00:00Z")]
    public async Task Row_ThatDoesNotFitTheHeader_IsRefusedByItself(string row)
    {
        using IngestResult result = await bench.SendAsync($"source,id,unit,occurredAt\n{row}\n\ndispatch110,A,PS01,2026-01-31T08:00:00Z\n", BodyFormat.Csv);

        Assert.Equal((0L, "bad_json"), Assert.Single(result.Rejected) is var refusal ? (refusal.Index, refusal.Code) : default);
        Assert.Single(bench.Ledger.Events);
    }

    [Fact]
    public async Task Records_OfASourceOutsideTheScope_AreForbiddenAndNotHeldAgainstTheSource()
    {
        Fields foreign = Fields.SomeEvent("M").With("source", "mediation").With("metric", "accepted").Without("category");
        using IngestResult result = await bench.SendAsync(Fields.Body(BodyFormat.Ndjson, Fields.SomeEvent(), foreign), mayIngest: source => source == "dispatch110");

        Refusal refusal = Assert.Single(result.Rejected);
        Assert.Equal((1L, "forbidden_source", "source"), (refusal.Index, refusal.Code, refusal.Field));
        Delivery delivery = Assert.Single(bench.Ledger.Deliveries);
        Assert.Equal(new SourceShare("dispatch110", 1, 0, 1769817600), Assert.Single(delivery.Shares));
        Assert.Equal(new RefusalCount("", "forbidden_source", "source", 1), Assert.Single(delivery.Refusals));
    }

    [Theory]
    [InlineData("period", null, "missing_field", "period")]
    [InlineData("period", "\"2025-13\"", "bad_time", "period")]
    [InlineData("period", "2025", "bad_time", "period")]
    [InlineData("period", "\"2014\"", "time_out_of_range", "period")]
    [InlineData("period", "\"2027\"", "time_out_of_range", "period")]
    [InlineData("period", "\"9999-12-31T23\"", "time_out_of_range", "period")]
    [InlineData("count", null, "missing_field", "count")]
    [InlineData("count", "-1", "bad_quantity", "count")]
    [InlineData("count", "1000000000001", "bad_quantity", "count")]
    [InlineData("count", "1.5", "bad_quantity", "count")]
    [InlineData("metric", "\"rate\"", "unknown_metric", "metric")]
    [InlineData("metric", "\"incident\"", "not_authoritative", "source")]
    [InlineData("id", "\"A1\"", "unknown_field", "id")]
    public async Task Figure_WithOneMistake_IsRefused(string field, string? json, string code, string named)
    {
        Fields bad = Fields.SomeFigure().With(field, json is null ? null : Value(json, BodyFormat.Ndjson));
        using IngestResult result = await bench.SendAsync(Fields.Body(BodyFormat.Ndjson, Fields.SomeFigure(), bad), kind: RecordKind.Figure);

        Assert.Equal((1L, code, named), Assert.Single(result.Rejected) is var refusal ? (refusal.Index, refusal.Code, refusal.Field) : default);
        Assert.Single(bench.Ledger.Figures);
    }

    [Theory]
    [InlineData("2018", BucketGrain.Year, 2018)]
    [InlineData("2018-06", BucketGrain.Month, (2018 * 12) + 5)]
    [InlineData("2018-06-01", BucketGrain.Day, 17683)]
    [InlineData("2018-06-01T13", BucketGrain.Hour, (17683 * 24) + 5)]
    [InlineData("2018-06-01T13+08:00", BucketGrain.Hour, (17683 * 24) + 5)]
    [InlineData("2018-06-01T05Z", BucketGrain.Hour, (17683 * 24) + 5)]
    public async Task Figure_OfEachGrain_GetsItsBucket(string period, BucketGrain grain, long start)
    {
        using IngestResult result = await bench.SendAsync(Fields.Body(BodyFormat.Csv, Fields.SomeFigure(period)), BodyFormat.Csv, RecordKind.Figure);

        FigureRecord figure = Assert.Single(bench.Ledger.Figures);
        Assert.Equal((grain, start, 7L), (figure.Grain, figure.Start, figure.Count));
    }

    [Fact]
    public async Task Figure_Withdrawn_NeedsNoCount()
    {
        using IngestResult result = await bench.SendAsync(Fields.Body(BodyFormat.Ndjson, Fields.SomeFigure().Without("count").With("withdrawn", true)), kind: RecordKind.Figure);

        Assert.True(Assert.Single(bench.Ledger.Figures).Withdrawn);
    }

    [Fact]
    public async Task Body_WithOneBadRecordInTenThousand_CountsAllOthers()
    {
        foreach (BodyFormat format in Enum.GetValues<BodyFormat>())
        {
            bench.Ledger.Events.Clear();
            string body = Fields.Body(format, Enumerable.Range(0, 10_000).Select(number => number == 7_777 ? Fields.SomeEvent("B").With("unit", "PS99") : Fields.SomeEvent("A" + number)));
            using IngestResult result = await bench.SendAsync(body, format);

            Refusal refusal = Assert.Single(result.Rejected);
            Assert.Equal((7_777L, "unknown_unit", "unit"), (refusal.Index, refusal.Code, refusal.Field));
            Assert.Equal((10_000L, 9_999L, 1L), (result.Received, result.Outcome.Inserted, result.RejectedCount));
            Assert.Equal(9_999, bench.Ledger.Events.Select(taken => taken.Key).Distinct().Count());
        }
    }

    public void Dispose() => bench.Dispose();

    private readonly IngestBench bench = new();

    // A CSV cell has no JSON type: it holds the text.
    private static object? Value(string json, BodyFormat format)
    {
        JsonElement element = JsonDocument.Parse(json).RootElement;
        return format == BodyFormat.Csv && element.ValueKind == JsonValueKind.String ? element.GetString() : element;
    }

    private async Task<Refusal> RefusalOfAsync(Fields bad, BodyFormat format)
    {
        using IngestResult result = await bench.SendAsync(Fields.Body(format, Fields.SomeEvent(), bad, Fields.SomeEvent("A2")), format);
        Assert.Equal(2, bench.Ledger.Events.Count);
        return Assert.Single(result.Rejected);
    }
}
