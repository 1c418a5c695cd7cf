using System.Text;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.LineProtocol;
using Tongbi.Collector.Tests.Ingest;

namespace Tongbi.Collector.Tests.Sources.LineProtocol;

/// <summary>From a body of lines to what the ledger is given: judged by the same rules as JSON. The clock stands at 2026-03-01T00:00:00Z.</summary>
public sealed class LineWriteTests : IDisposable
{
    private const string Event = "incident,source=dispatch110,category=admin/gambling,unit=PS01 id=\"A1\" 1769817600000000000";
    private const string Figure = "accepted,source=mediation,unit=PS01 count=7i 1769817600000000000";

    [Fact]
    public async Task Event_IsTheOneThatJsonWouldBe()
    {
        using IngestResult line = await WriteAsync(Event);
        using IngestResult json = await bench.SendAsync(Fields.Body(BodyFormat.Ndjson, Fields.SomeEvent()));

        Assert.Equal(0, line.RejectedCount);
        Assert.Equal(2, bench.Ledger.Events.Count);
        Assert.Equal(bench.Ledger.Events[1], bench.Ledger.Events[0]);
    }

    [Fact]
    public async Task Body_OfBothKinds_IsOneDelivery()
    {
        using IngestResult result = await WriteAsync($"{Event},\n{Event}\n# figures\n{Figure}\n{Figure.Replace(",unit", ",grain=month,unit", StringComparison.Ordinal)}\n{Figure.Replace("PS01", "PS99", StringComparison.Ordinal)}\n");

        Assert.Equal((5L, 2L), (result.Received, result.RejectedCount));
        Assert.Equal([(0L, "bad_line"), (5L, "unknown_unit")], result.Rejected.Select(refusal => (refusal.Index, refusal.Code)));
        Assert.Single(bench.Ledger.Events);
        Assert.Equal([BucketGrain.Hour, BucketGrain.Month], bench.Ledger.Figures.Select(figure => figure.Grain));
        Delivery delivery = Assert.Single(bench.Ledger.Deliveries);
        Assert.Equal(
            [new SourceShare("dispatch110", 1, 0, 1_769_817_600), new SourceShare("mediation", 2, 1, 1_769_817_600)],
            delivery.Shares);
        Assert.Equal([("", "bad_line", 1L), ("mediation", "unknown_unit", 1L)], delivery.Refusals.Select(count => (count.Source, count.Code, count.Count)));
    }

    [Theory]
    [InlineData("incident,source=dispatch110,unit=PS01 id=\"a\",quantity=2.5 1769817600000000000", "bad_quantity", "quantity")]
    [InlineData("incident,source=dispatch110,unit=PS01 id=\"a\",quantity=1000001 1769817600000000000", "bad_quantity", "quantity")]
    [InlineData("incident,source=dispatch110,unit=PS01 id=\"a\",quantity=true 1769817600000000000", "bad_quantity", "quantity")]
    [InlineData("incident,source=dispatch110,unit=PS01 id=\"a\",quantity=\"1\" 1769817600000000000", "bad_quantity", "quantity")]
    [InlineData("incident,source=dispatch110,unit=PS01 id=\"a\",revision=-1i 1769817600000000000", "bad_revision", "revision")]
    [InlineData("incident,source=dispatch110,unit=PS01 id=\"a\",withdrawn=1i 1769817600000000000", "bad_withdrawn", "withdrawn")]
    [InlineData("incident,source=dispatch110,unit=PS01 id=5i 1769817600000000000", "bad_id", "id")]
    [InlineData("incident,source=dispatch110,unit=PS01 id=\"\" 1769817600000000000", "missing_field", "id")]
    [InlineData("incident,source=dispatch110 id=\"a\" 1769817600000000000", "missing_field", "unit")]
    [InlineData("incident,unit=PS01 id=\"a\" 1769817600000000000", "missing_field", "source")]
    [InlineData("incident,source=nobody,unit=PS01 id=\"a\" 1769817600000000000", "unknown_source", "source")]
    [InlineData("incident,source=mediation,unit=PS01 id=\"a\" 1769817600000000000", "not_authoritative", "source")]
    [InlineData("nothing,source=mediation,unit=PS01 id=\"a\" 1769817600000000000", "unknown_metric", "metric")]
    [InlineData("vice,source=dispatch110,unit=PS01 id=\"a\" 1769817600000000000", "unknown_metric", "metric")]
    [InlineData("workers,source=mediation,unit=PS01 id=\"a\" 1769817600000000000", "unknown_metric", "metric")]
    [InlineData("incident,source=dispatch110,unit=PS01,category=x id=\"a\" 1769817600000000000", "unknown_category", "category")]
    [InlineData("incident,source=dispatch110,unit=PS01 id=\"a\" 1769817600", "time_out_of_range", "occurredAt")]
    [InlineData("incident,source=dispatch110,unit=PS01 id=\"a\",name=\"x\" 1769817600000000000", "unknown_field", "name")]
    [InlineData("incident,source=dispatch110,unit=PS01,110101199001011234=x id=\"a\" 1769817600000000000", "unknown_field", "")]
    [InlineData("accepted,source=mediation,unit=PS01 count=7.5 1769817600000000000", "bad_quantity", "count")]
    [InlineData("accepted,source=mediation,unit=PS01 count=-7 1769817600000000000", "bad_quantity", "count")]
    [InlineData("accepted,source=mediation,unit=PS01 revision=1 1769817600000000000", "missing_field", "count")]
    [InlineData("accepted,source=mediation,unit=PS01 count=7 1769817600", "time_out_of_range", "period")]
    [InlineData("accepted,source=mediation,unit=PS01,grain=week count=7 1769817600000000000", "bad_time", "grain")]
    [InlineData("accepted,source=mediation,unit=PS01 count=7 noon", "bad_time", "timestamp")]
    public async Task Line_AgainstTheRules_IsRefusedWithTheContractsCode(string line, string code, string field)
    {
        using IngestResult result = await WriteAsync(line);

        Refusal refusal = Assert.Single(result.Rejected);
        Assert.Equal((0L, code, field), (refusal.Index, refusal.Code, refusal.Field));
        Assert.DoesNotContain("110101199001011234", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Ledger.Events);
        Assert.Empty(bench.Ledger.Figures);
    }

    [Fact]
    public async Task Line_WithoutATimestamp_IsOfNow()
    {
        using IngestResult result = await WriteAsync("incident,source=dispatch110,unit=PS01 id=\"a\"\naccepted,source=mediation,unit=PS01,grain=day count=1");

        Assert.Equal(bench.Time.GetUtcNow().ToUnixTimeSeconds(), Assert.Single(bench.Ledger.Events).OccurredAt);
        Assert.Equal(OfficeCalendar.DayNumber(new LocalDate(2026, 3, 1)), Assert.Single(bench.Ledger.Figures).Start);
    }

    [Fact]
    public async Task Hours_OfAnAutumnNight_AreTwo()
    {
        using IngestBench chicago = new(catalogueText: IngestBench.CatalogueText.Replace("Asia/Shanghai", "America/Chicago", StringComparison.Ordinal));

        // 2018-11-04T01:30 in summer time, and again an hour later in winter time.
        using IngestResult result = await WriteAsync(chicago, "accepted,source=mediation,unit=PS01 count=1 1541313000\naccepted,source=mediation,unit=PS01 count=2 1541316600\n", LinePrecision.Seconds);

        Assert.Equal(0, result.RejectedCount);
        Assert.Equal([1_541_311_200L, 1_541_314_800L], chicago.Ledger.Figures.Select(figure => chicago.Catalogue.Calendar.StartSecondsOfHour((int)figure.Start)));
    }

    [Theory]
    [InlineData("day", "2018-06-01", "2018-05-31")]
    [InlineData("month", "2018-06", "2018-06")]
    [InlineData("year", "2018", "2018")]
    public async Task Period_IsCutByTheOfficesCalendar(string grain, string plain, string shifted)
    {
        // 2018-06-01T07:00+08:00: with days from 08:00 it still is the last of May, with months from the 26th June in both.
        string line = $"accepted,source=mediation,unit=PS01,grain={grain} count=1 1527807600";
        using IngestBench office = new(catalogueText: "dayStart: \"08:00\"\nmonthStart: 26\n" + IngestBench.CatalogueText);
        using IngestResult first = await WriteAsync(bench, line, LinePrecision.Seconds);
        using IngestResult second = await WriteAsync(office, line, LinePrecision.Seconds);
        using IngestResult plainJson = await bench.SendAsync(Fields.Body(BodyFormat.Ndjson, Fields.SomeFigure(plain).With("count", 1)), kind: RecordKind.Figure);
        using IngestResult shiftedJson = await office.SendAsync(Fields.Body(BodyFormat.Ndjson, Fields.SomeFigure(shifted).With("count", 1)), kind: RecordKind.Figure);

        Assert.Equal(bench.Ledger.Figures[1], bench.Ledger.Figures[0]);
        Assert.Equal(office.Ledger.Figures[1], office.Ledger.Figures[0]);
    }

    [Fact]
    public async Task Refusals_OfTheLedger_StandAtTheirLines()
    {
        using IngestBench sealing = new(new RecordingLedger { Locked = Locked(events: [1], figures: [0]) });
        string second = Event.Replace("A1", "A2", StringComparison.Ordinal);

        using IngestResult result = await WriteAsync(sealing, $"# one\n{Event}\nnonsense\n{Figure}\n\n{second}\nnonsense\n");

        Assert.Equal(5, result.Received);
        Assert.Equal(4, result.RejectedCount);
        Assert.Equal([(2L, "bad_line"), (3L, "sealed_period"), (5L, "sealed_period"), (6L, "bad_line")], result.Rejected.Select(refusal => (refusal.Index, refusal.Code)));
    }

    [Fact]
    public async Task Body_ThatIsNotUtf8_ChangesNothing()
    {
        BodyException unreadable = await Assert.ThrowsAsync<BodyException>(() => WriteAsync(bench, new MemoryStream([.. Encoding.UTF8.GetBytes(Event + "\nm id=\""), 0xC3, 0x28]), LinePrecision.Nanoseconds));

        Assert.Equal((2L, 7L), (unreadable.Line, unreadable.Column));
        Assert.Empty(bench.Ledger.Deliveries);
        Assert.Equal("bad_body", Assert.Single(bench.Ledger.WholeRefusals).Code);
    }

    public void Dispose() => bench.Dispose();

    private readonly IngestBench bench = new();

    private Task<IngestResult> WriteAsync(string body) => WriteAsync(bench, body);

    private static Task<IngestResult> WriteAsync(IngestBench bench, string body, LinePrecision precision = LinePrecision.Nanoseconds) =>
        WriteAsync(bench, new MemoryStream(Encoding.UTF8.GetBytes(body)), precision);

    private static Task<IngestResult> WriteAsync(IngestBench bench, Stream body, LinePrecision precision) => bench.Service.WriteAsync(
        new LineWriteRequest { Body = body, Precision = precision, MayIngest = _ => true, Actor = "test" },
        TestContext.Current.CancellationToken);

    private static SealedRecords Locked(long[] events, long[] figures)
    {
        SealedRecords locked = new();
        foreach (long index in events)
        {
            locked.AddEvent(index, 0);
        }

        foreach (long index in figures)
        {
            locked.AddFigure(index, 0);
        }

        return locked;
    }
}
