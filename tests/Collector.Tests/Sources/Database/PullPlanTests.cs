using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Sources.Database;
using Tongbi.Collector.Tests.Ingest;

namespace Tongbi.Collector.Tests.Sources.Database;

public sealed class PullPlanTests
{
    [Theory]
    [InlineData("source: dispatch110", "source: nobody", "nobody")]
    [InlineData("connection: \"env:PULL_DB\"", "connection: \"Host=db;Password=hunter2\"", "secret")]
    [InlineData("connection: \"env:PULL_DB\"", "", "connection")]
    [InlineData("query: SELECT * FROM t WHERE m > @since", "query: DELETE FROM t WHERE m > @since", "SELECT")]
    [InlineData("every: PT5M", "", "every or cron")]
    [InlineData("every: PT5M", "every: PT5M\n    cron: \"0 0/5 * * * ?\"", "every or cron")]
    [InlineData("every: PT5M", "cron: \"every five minutes\"", "cron")]
    [InlineData("every: PT5M", "every: PT0S", "every")]
    [InlineData("from: \"2026-01-01\"", "from: \"soon\"", "soon")]
    [InlineData("from: \"2026-01-01\"", "from: \"2026-01-01\", type: integer", "2026-01-01")]
    [InlineData("id: { column: ref }", "id: \"{ref}-{row}\"", "row")]
    [InlineData("id: { column: ref }, ", "", "id")]
    [InlineData("id: { column: ref }", "id: { column: ref }, source: dispatch110", "source")]
    [InlineData("id: { column: ref }", "id: { column: ref }, name: { column: who }", "name")]
    [InlineData("every: PT5M", "every: PT5M\n    provider: mysql", "mysql")]
    [InlineData("every: PT5M", "every: PT5M\n    provider: { assembly: x.dll, factory: X }", "absolute")]
    [InlineData("every: PT5M", "every: PT5M\n    batch: 0", "batch")]
    [InlineData("every: PT5M", "every: PT5M\n    zone: Mars/Olympus", "zone")]
    [InlineData("every: PT5M", "every: PT5M\n    parallel: 8", "parallel")]
    public void Parse_Mistake_IsToldWithItsPlace(string good, string bad, string named)
    {
        ConfigurationException refused = Assert.Throws<ConfigurationException>(() => Parse(Good.Replace(good, bad, StringComparison.Ordinal)));

        Assert.Contains(refused.Mistakes, mistake => mistake.Reason.Contains(named, StringComparison.Ordinal) && mistake is { File: "pulls.yaml", Line: > 0 });
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OneIdTwice_IsAMistake() => Assert.Throws<ConfigurationException>(() => Parse(Good + Good["pulls:\n".Length..]));

    [Fact]
    public void Parse_Good_HasTheDefaults()
    {
        PullDefinition pull = Parse(Good).Pulls.Single();

        Assert.Equal((ProviderRule.Postgres, 5_000, Duration.FromMinutes(2), "Asia/Shanghai"), (pull.Provider, pull.Batch, pull.Timeout, pull.Zone.Id));
        Assert.Equal((WatermarkKind.Timestamp, TimeSpan.FromMinutes(10).Ticks), (pull.Watermark.From.Kind, pull.Watermark.Overlap));
        Assert.Empty(PullPlan.Parse([], Catalogue).Pulls);
    }

    [Fact]
    public void Cron_IsReadInThePullsZone()
    {
        PullDefinition pull = Parse(Good.Replace("every: PT5M", "cron: \"0 30 2 * * ?\"", StringComparison.Ordinal)).Pulls.Single();

        DateTimeOffset? next = pull.Schedule.Next(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)));

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 2, 30, 0, TimeSpan.FromHours(8)), next);
    }

    [Fact]
    public void BackOff_GrowsToItsBoundAndNeverStandsStill()
    {
        Assert.Equal([4, 8, 16, 32], Enumerable.Range(1, 4).Select(faults => PullBackOff.Of(faults, 0).TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(600 * 1.2), PullBackOff.Of(1_000_000, 0.4));
        Assert.InRange(PullBackOff.After(1), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6));
    }

    [Theory]
    [InlineData(WatermarkKind.Number, "9007199254740993")]
    [InlineData(WatermarkKind.Timestamp, "2026-01-01T00:00:00.1234567")]
    [InlineData(WatermarkKind.Instant, "2026-01-01T00:00:00.123Z")]
    public void Watermark_AsText_IsReadBackToTheLastDigit(WatermarkKind kind, string text)
    {
        Assert.True(Watermark.TryParse(kind, text, out Watermark watermark));
        Assert.Equal(text, watermark.ToString());
        Assert.True(watermark.Before() < watermark);
        Assert.Equal(watermark, Read(watermark.ToParameter()));
        Assert.Equal(watermark, Read(text.Replace('T', ' ')));

        Watermark Read(object value) => Watermark.TryRead(kind, value, Catalogue.Calendar.Zone, out Watermark read) ? read : default;
    }

    [Fact]
    public void Watermark_GoesBackToTheBeginningAtMost()
    {
        Assert.Equal(new Watermark(WatermarkKind.Number, long.MinValue), new Watermark(WatermarkKind.Number, long.MinValue + 5).Back(10));
        Assert.Equal("1900-01-01T00:00:00", new Watermark(WatermarkKind.Timestamp, 0).Back(1).ToString());
    }

    private static PullPlan Parse(string text) => PullPlan.Parse([new ConfigurationText("pulls.yaml", text)], Catalogue);

    private static Catalogue Catalogue { get; } = CatalogueLoader.Parse(IngestBench.CatalogueText, "catalog.yaml");

    private const string Good = """
        pulls:
          - id: incidents
            source: dispatch110
            connection: "env:PULL_DB"
            query: SELECT * FROM t WHERE m > @since
            watermark: { column: m, from: "2026-01-01" }
            fields: { id: { column: ref }, unit: { column: unit }, occurredAt: { column: at } }
            every: PT5M

        """;
}
