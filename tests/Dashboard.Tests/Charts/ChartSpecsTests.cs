using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Charts;
using Xunit;

namespace Tongbi.Dashboard.Tests.Charts;

/// <summary>What a chart shows is what the API answers, to the digit.</summary>
public sealed class ChartSpecsTests(ChartCounty county) : IClassFixture<ChartCounty>
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Instant Now = Instant.FromUtc(2019, 6, 20, 4, 0);

    private TongbiServer Server => county.Server;

    [Theory]
    [InlineData("2019-06", "day")]
    [InlineData("2019", "month")]
    [InlineData("2019-06-03", "hour")]
    public async Task Trend_SaysWhatSeriesAnswers(string period, string grain)
    {
        TrendSpec spec = await AskAsync(period, (specs, counts, question) => specs.Trend(counts, question with { Grain = grain }, Now));

        (string from, string to, string baseFrom, string baseTo) = period switch
        {
            "2019-06" => ("2019-06-01", "2019-07-01", "2018-06-01", "2018-07-01"),
            "2019" => ("2019-01-01", "2020-01-01", "2018-01-01", "2019-01-01"),
            _ => ("2019-06-03", "2019-06-04", "2018-06-03", "2018-06-04"),
        };
        Assert.Equal(await SeriesAsync(from, to, grain), spec.Values);
        Assert.Equal(await SeriesAsync(baseFrom, baseTo, grain), spec.Base);
        Assert.Equal(spec.Values.Count, spec.Labels.Count);
    }

    [Fact]
    public async Task Trend_OfARunningMonth_IsProvisionalFromToday()
    {
        TrendSpec spec = await AskAsync("2019-06", (specs, counts, question) => specs.Trend(counts, question, Now));
        Assert.Equal(19, spec.ProvisionalFrom);
        Assert.Equal("本期", spec.Name);
        Assert.Equal("上年同期", spec.BaseName);
        Assert.Contains("2019-06-20 12:00", spec.Footnote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trend_OfAPeriodThatIsOver_StandsUntilItsVersionChanges()
    {
        TrendSpec spec = await AskAsync("2019-05", (specs, counts, question) => specs.Trend(counts, question, Now));
        Assert.Null(spec.ProvisionalFrom);
        Assert.Equal(spec.Footnote, (await AskAsync("2019-05", (specs, counts, question) => specs.Trend(counts, question, Now + Duration.FromHours(30)))).Footnote);
    }

    [Fact]
    public async Task Trend_WithBand_IsTheRangeOfThreeYears_WhereAllAreKnown()
    {
        TrendSpec spec = await AskAsync("2019-06", (specs, counts, question) => specs.Trend(counts, question with { Band = true }, Now));
        Assert.Equal("前三年同期范围", spec.BandName);
        // The first records are of 2018: nothing is known of the two years before.
        Assert.All(spec.Low!, Assert.Null);
        Assert.All(spec.High!, Assert.Null);
    }

    [Fact]
    public async Task Ranking_SaysWhatStatisticsAnswers()
    {
        RankingSpec spec = await AskAsync("2019-06", (specs, counts, question) => specs.Ranking(counts, question, Now));
        JsonElement[] items = [.. (await StatisticsAsync("2019-06", "by=unit")).Where(item => item.GetProperty("value").ValueKind != JsonValueKind.Null)];
        foreach (JsonElement item in items.Where(item => item.GetProperty("key").GetString() is "PS01" or "PS02"))
        {
            string name = item.GetProperty("key").GetString() == "PS01" ? "浮云所(演示)" : "元和所(演示)";
            BarRow row = spec.Rows.Single(bar => bar.Label == name);
            JsonElement year = item.GetProperty("comparisons").GetProperty("year");
            Assert.Equal(item.GetProperty("value").GetDecimal(), row.Value);
            Assert.Equal(year.GetProperty("value").GetDecimal(), row.Base);
            Assert.Contains(year.GetProperty("percent").GetString()!, row.Text, StringComparison.Ordinal);
        }

        Assert.Equal(spec.Rows.Select(row => row.Value).OrderDescending(), spec.Rows.Select(row => row.Value));
    }

    [Fact]
    public async Task Shares_AddUpToTheWhole()
    {
        SharesSpec spec = await AskAsync("2019-06", (specs, counts, question) => specs.Shares(counts, question, Now));
        decimal whole = (await StatisticsAsync("2019-06", ""))[0].GetProperty("value").GetDecimal();
        Assert.Equal(whole, spec.Parts.Sum(part => part.Value));
        Assert.Contains(spec.Parts, part => part.Label == "未分类");
    }

    [Fact]
    public async Task Waterfall_StepsFromTheBaseToTheCurrentCount()
    {
        WaterfallSpec spec = await AskAsync("2019-06", (specs, counts, question) => specs.Waterfall(counts, question, Now));
        JsonElement year = (await StatisticsAsync("2019-06", ""))[0].GetProperty("comparisons").GetProperty("year");
        Assert.Equal(year.GetProperty("value").GetDecimal(), spec.From.Value);
        Assert.Equal(year.GetProperty("current").GetDecimal(), spec.To.Value);
        Assert.Equal(spec.To.Value - spec.From.Value, spec.Steps.Sum(step => step.Value));
    }

    [Fact]
    public async Task Heatmap_HoldsEveryHourOnce()
    {
        HeatmapSpec spec = await AskAsync("2019-05", (specs, counts, question) => specs.Heatmap(counts, question, Now));
        Assert.Equal((7, 24), (spec.Rows.Count, spec.Columns.Count));
        Assert.Equal("星期一", spec.Rows[0]);
        Assert.Equal((await SeriesAsync("2019-05-01", "2019-06-01", "hour")).Sum(), spec.Values.Sum());
    }

    [Fact]
    public async Task Multiples_AreTheUnitsCurves()
    {
        SmallMultiplesSpec spec = await AskAsync("2019-06", (specs, counts, question) => specs.Multiples(counts, question, Now));
        Assert.Equal(["浮云所(演示)", "元和所(演示)"], spec.Panels.Select(panel => panel.Title));
        Assert.Equal(await SeriesAsync("2019-06-01", "2019-07-01", "day", "PS01"), spec.Panels[0].Values);
        Assert.Equal(await SeriesAsync("2018-06-01", "2018-07-01", "day", "PS02"), spec.Panels[1].Base);
    }

    [Fact]
    public async Task Words_InEnglish_AreEnglish()
    {
        foreach (ChartSpec spec in new ChartSpec[]
        {
            await AskAsync("2019-06", (specs, counts, question) => specs.Trend(counts, question with { Language = "en", Band = true }, Now)),
            await AskAsync("2019-06", (specs, counts, question) => specs.Ranking(counts, question with { Language = "en" }, Now)),
            await AskAsync("2019-06", (specs, counts, question) => specs.Waterfall(counts, question with { Language = "en" }, Now)),
            await AskAsync("2019-06", (specs, counts, question) => specs.Shares(counts, question with { Language = "en" }, Now)),
            await AskAsync("2019-06", (specs, counts, question) => specs.Heatmap(counts, question with { Language = "en" }, Now)),
            await AskAsync("2019-06", (specs, counts, question) => specs.Multiples(counts, question with { Language = "en" }, Now)),
        })
        {
            // The unit of measure has no English name in the catalogue.
            string words = JsonSerializer.Serialize(spec with { ValueUnit = "" }, spec.GetType(), Plain);
            Assert.DoesNotContain(words, letter => letter is >= '一' and <= '鿿');
        }
    }

    [Theory]
    [InlineData("mean-15w", "bad_compare")]
    [InlineData("never", "bad_compare")]
    public async Task Trend_AgainstWhatHasNoCurve_IsRefused(string compare, string code)
    {
        QueryException refused = await Assert.ThrowsAsync<QueryException>(() => AskAsync("2019-06", (specs, counts, question) => specs.Trend(counts, question with { Compare = compare }, Now)));
        Assert.Equal(code, refused.Code);
    }

    private async Task<T> AskAsync<T>(string period, Func<ChartSpecs, ICountReader, ChartQuestion, T> ask) => await Server.Services.GetRequiredService<ICountCube>().ReadAsync(
        null,
        Now,
        counts =>
        {
            Catalogue catalogue = counts.Catalogue;
            ChartQuestion question = new() { Metrics = [catalogue.FindMetric("incident")!], Unit = catalogue.RootUnit, Period = period }; // in the county's catalogue
            return ask(Server.Services.GetRequiredService<ChartSpecs>(), counts, question);
        },
        TestContext.Current.CancellationToken);

    private async Task<decimal?[]> SeriesAsync(string from, string to, string grain, string unit = "331125")
    {
        JsonElement answer = await Server.Admin.GetJsonAsync($"/api/v1/series?metric=incident&unit={unit}&from={from}&to={to}&grain={grain}&at=2019-06-20T12:00:00%2B08:00");
        return [.. answer.GetProperty("series")[0].GetProperty("values").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? (decimal?)null : value.GetDecimal())];
    }

    private async Task<JsonElement[]> StatisticsAsync(string period, string more)
    {
        JsonElement answer = await Server.Admin.GetJsonAsync($"/api/v1/statistics?metric=incident&period={period}&compare=year&at=2019-06-20T12:00:00%2B08:00&{more}");
        return [.. answer.GetProperty("items").EnumerateArray()];
    }
}
