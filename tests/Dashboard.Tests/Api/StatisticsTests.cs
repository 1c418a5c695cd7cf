using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Api;

/// <summary>Records go in over HTTP, figures come out: the contract's own example, to the byte.</summary>
public sealed class StatisticsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2020-01-05T10:00:00+08:00", CultureInfo.InvariantCulture);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheContractsExample_IsAnsweredToTheByte()
    {
        await using TongbiServer server = await StartAsync();
        JsonElement posted = await server.PostEventsAsync([.. Cases(2018, 794), .. Cases(2019, 993)], Cancel);
        Assert.Equal(1787, posted.GetProperty("inserted").GetInt64());
        string answer = await server.Admin.GetStringAsync("/api/v1/statistics?metric=case.admin.handled&period=2019&compare=year", Cancel);
        Approved.ShouldMatch("statistics-993-794.json", Approved.TenDigits(answer));
    }

    [Fact]
    public async Task Sentences_WhereAskedFor_StandBesideTheFigure()
    {
        await using TongbiServer server = await StartAsync();
        await server.PostEventsAsync([.. Cases(2018, 794), .. Cases(2019, 993)], Cancel);
        JsonElement item = await FigureAsync(server, "metric=case.admin.handled&period=2019&compare=year&sentences=true&decimals=1");
        Assert.Equal("2019年云和县行政案件查处993起,同比上升25.1%", item.GetProperty("sentence").GetString());
        Assert.Equal("Administrative cases handled, Yunhe, 2019: 993; up 25.1% year on year", item.GetProperty("sentenceEn").GetString());
        Assert.False((await FigureAsync(server, "metric=case.admin.handled&period=2019")).TryGetProperty("sentence", out _));
    }

    [Fact]
    public async Task LunarAndExpectedComparisons_AreAnsweredUnderTheirNames()
    {
        await using TongbiServer server = await StartAsync();
        await server.PostEventsAsync([.. Cases(2018, 1095), .. Cases(2019, 1000)], Cancel);
        JsonElement comparisons = (await FigureAsync(server, "metric=case.admin.handled&period=2019-02-04/2019-02-11&compare=year-lunar,mean-15w,ears-c1")).GetProperty("comparisons");
        JsonElement lunar = comparisons.GetProperty("year-lunar");
        Assert.Equal("""{"from":"2019-01-06","to":"2019-03-07","newYear":"2019-02-05","baseNewYear":"2018-02-16"}""", lunar.GetProperty("window").GetRawText());
        Assert.Equal("2018-02-15", lunar.GetProperty("period").GetProperty("from").GetString());
        Assert.Equal("21", comparisons.GetProperty("mean-15w").GetProperty("value").GetRawText());
        Assert.Equal(15, comparisons.GetProperty("mean-15w").GetProperty("samples").GetInt32());
        Assert.False(comparisons.GetProperty("ears-c1").GetProperty("alarm").GetBoolean());
        Assert.False(comparisons.GetProperty("mean-15w").TryGetProperty("alarm", out _));
    }

    [Fact]
    public async Task At_MovesTheClock_AndSeesNothingLater()
    {
        await using TongbiServer server = await StartAsync();
        await server.PostEventsAsync(Cases(2019, 993), Cancel);
        JsonElement item = await FigureAsync(server, "metric=case.admin.handled&period=ytd&at=2019-01-02T03:30:00%2B08:00");

        // One case every eight hours from midnight: 00:00, 08:00, 16:00 and the next day's 00:00.
        Assert.Equal(4, item.GetProperty("value").GetInt64());
        Assert.False(item.GetProperty("period").GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task At_WithAPlusThatWasNotEncoded_IsUnderstood()
    {
        await using TongbiServer server = await StartAsync();
        JsonElement answer = await server.Admin.GetJsonAsync("/api/v1/statistics?metric=incident&period=today&at=2019-07-01T12:00:00+08:00");
        Assert.Equal("2019-07-01T12:00:00+08:00", answer.GetProperty("asOf").GetString());
    }

    [Fact]
    public async Task AsOfVersion_AnswersFromTheDataAsTheyStood()
    {
        await using TongbiServer server = await StartAsync();
        long first = (await server.PostEventsAsync(Cases(2019, 10), Cancel)).GetProperty("version").GetInt64();
        long second = (await server.PostEventsAsync(Cases(2019, 25), Cancel)).GetProperty("version").GetInt64();
        Assert.Equal(first + 1, second);
        const string Question = "metric=case.admin.handled&period=2019";
        Assert.Equal(25, (await FigureAsync(server, Question)).GetProperty("value").GetInt64());
        Assert.Equal(10, (await FigureAsync(server, Question + "&asOfVersion=" + first.ToString(CultureInfo.InvariantCulture))).GetProperty("value").GetInt64());
        JsonElement answer = await server.Admin.GetJsonAsync($"/api/v1/statistics?{Question}&asOfVersion={first}");
        Assert.Equal(first, answer.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task AsOf_AnswersFromTheDataAsTheyWereKnownThen()
    {
        FakeTimeProvider time = new(Now);
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel, time: new MovedClock(time));
        await server.PostEventsAsync(Cases(2019, 10), Cancel);
        time.Advance(TimeSpan.FromHours(1));
        await server.PostEventsAsync(Cases(2019, 25), Cancel);
        const string Question = "metric=case.admin.handled&period=2019";
        Assert.Equal(10, (await FigureAsync(server, Question + "&asOf=2020-01-05T10:30:00%2B08:00")).GetProperty("value").GetInt64());
        Assert.Equal(25, (await FigureAsync(server, Question + "&asOf=2020-01-05T11:00:00%2B08:00")).GetProperty("value").GetInt64());
        Assert.Equal(JsonValueKind.Null, (await FigureAsync(server, Question + "&asOf=2020-01-05T09:00:00%2B08:00")).GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task SplitByUnit_AddsUpToTheWhole()
    {
        await using TongbiServer server = await StartAsync();
        await server.PostEventsAsync([.. Cases(2019, 20, "PS01"), .. Cases(2019, 11, "PS02"), .. Cases(2019, 3, "331125")], Cancel);
        JsonElement answer = await server.Admin.GetJsonAsync("/api/v1/statistics?metric=case.admin.handled&period=2019&by=unit");
        Assert.Equal(
            ["PS01=20", "PS02=11", "331125/~=3"],
            answer.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("key").GetString()}={item.GetProperty("value").GetInt64()}"));
    }

    [Fact]
    public async Task SeveralMetricsAndPeriods_ByCommaOrRepeated_AreTheSameQuestion()
    {
        await using TongbiServer server = await StartAsync();
        await server.PostEventsAsync(Cases(2019, 20), Cancel);
        string comma = await server.Admin.GetStringAsync("/api/v1/statistics?metric=incident,case.admin.handled&period=2018,2019", Cancel);
        string repeated = await server.Admin.GetStringAsync("/api/v1/statistics?metric=incident&metric=case.admin.handled&period=2018&period=2019", Cancel);
        Assert.Equal(comma, repeated);
        Assert.Equal(4, JsonDocument.Parse(comma).RootElement.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Points_StandInRatiosOnly_AndKeysInSplitsOnly()
    {
        await using TongbiServer server = await StartAsync();
        await server.PostEventsAsync([.. Disputes(2018, 20, 15), .. Disputes(2019, 20, 18)], Cancel);
        JsonElement ratio = await FigureAsync(server, "metric=dispute.resolve_rate&period=2019&compare=year");
        Assert.Equal("0.9", ratio.GetProperty("value").GetRawText());
        Assert.Equal("15", ratio.GetProperty("comparisons").GetProperty("year").GetProperty("points").GetRawText());
        Assert.False(ratio.TryGetProperty("key", out _));
        JsonElement flow = await FigureAsync(server, "metric=dispute.accepted&period=2019&compare=year");
        Assert.False(flow.GetProperty("comparisons").GetProperty("year").TryGetProperty("points", out _));
        Assert.Equal(JsonValueKind.Null, flow.GetProperty("source").ValueKind);
    }

    [Fact]
    public async Task ReadScope_LimitsEveryQuestion_AndIsItsDefault()
    {
        await using TongbiServer server = await StartAsync();
        await server.PostEventsAsync([.. Cases(2019, 20, "PS01"), .. Cases(2019, 11, "PS02")], Cancel);
        using HttpClient station = await server.ClientWithScopesAsync(Cancel, "read:PS01");
        JsonElement own = (await station.GetJsonAsync("/api/v1/statistics?metric=case.admin.handled&period=2019")).GetProperty("items")[0];
        Assert.Equal("PS01", own.GetProperty("unit").GetString());
        Assert.Equal(20, own.GetProperty("value").GetInt64());
        foreach (string outside in new[] { "PS02", "331125" })
        {
            foreach (string address in new[] { $"statistics?metric=incident&period=2019&unit={outside}", $"series?metric=incident&from=2019-01-01&to=2019-02-01&grain=day&unit={outside}" })
            {
                using HttpResponseMessage answer = await station.GetAsync("/api/v1/" + address, Cancel);
                await answer.AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
            }
        }
    }

    private static Task<TongbiServer> StartAsync() => TongbiServer.StartAsync(Cancel, time: new MovedClock(new FakeTimeProvider(Now)));

    private static async Task<JsonElement> FigureAsync(TongbiServer server, string query) =>
        Assert.Single((await server.Admin.GetJsonAsync("/api/v1/statistics?" + query)).GetProperty("items").EnumerateArray());

    /// <summary>One case every eight hours from the year's first midnight.</summary>
    private static IEnumerable<string> Cases(int year, int count, string unit = "331125") =>
        Enumerable.Range(0, count).Select(number => Event("casework", "case.admin.handled", unit, $"{unit}-{year}-{number}", new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)).AddHours(8 * number)));

    private static IEnumerable<string> Disputes(int year, int accepted, int resolved) =>
        from kind in new[] { (Metric: "dispute.accepted", Count: accepted), (Metric: "dispute.resolved", Count: resolved) }
        from number in Enumerable.Range(0, kind.Count)
        select Event("mediation", kind.Metric, "PS01", $"{kind.Metric}-{year}-{number}", new DateTimeOffset(year, 3, 1, 9, 0, 0, TimeSpan.FromHours(8)).AddDays(number));

    private static string Event(string source, string metric, string unit, string id, DateTimeOffset at) =>
        $$"""{"source":"{{source}}","id":"{{id}}","metric":"{{metric}}","unit":"{{unit}}","occurredAt":"{{at:yyyy-MM-dd'T'HH:mm:sszzz}}"}""";
}
