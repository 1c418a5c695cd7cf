using Tongbi.Collector.Configuration;
using Tongbi.Collector.Publishing;
using Tongbi.Collector.Tests.Counts;
using Xunit;

namespace Tongbi.Collector.Tests.Publishing;

public sealed class PublishPlanReaderTests
{
    [Fact]
    public void Read_EveryKind_KeepsWhatIsWritten()
    {
        PublishPlan plan = Read("""
            targets:
              - { id: tsdb, kind: influxdb1, url: "http://127.0.0.1:8086", database: tongbi, retentionPolicy: years, user: writer, password: "env:P", generation: 2 }
              - { id: two, kind: influxdb2, url: "https://influx.example/base", org: office, bucket: b, token: "file:/run/token" }
              - { id: three, kind: influxdb3, url: "http://127.0.0.1:8181", database: d }
              - { id: city, kind: tongbi, url: "https://city.example", key: "env:CITY_KEY", source: county, units: { "R": "331125", "A": "331100" } }
            """);
        Assert.Equal([PublishKind.Influxdb1, PublishKind.Influxdb2, PublishKind.Influxdb3, PublishKind.Tongbi], plan.Targets.Select(target => target.Kind));
        Assert.Equal(("tongbi", "years", "writer", 2), (plan.Targets[0].Database, plan.Targets[0].RetentionPolicy, plan.Targets[0].User, plan.Targets[0].Generation));
        Assert.Equal("https://influx.example/base/", plan.Targets[1].Url.AbsoluteUri);
        Assert.Null(plan.Targets[2].Secret);
        Assert.Equal(("county", "331100"), (plan.Targets[3].Source, plan.Targets[3].Units["A"]));
    }

    [Fact]
    public void Read_NoFile_PublishesNothing() => Assert.Empty(PublishPlanReader.Read([], CubeCatalogues.Small()).Targets);

    [Theory]
    [InlineData("{ id: a, kind: influxdb1, url: \"http://h\" }", "database")]
    [InlineData("{ id: a, kind: influxdb4, url: \"http://h\", database: d }", "influxdb4")]
    [InlineData("{ id: A b, kind: influxdb1, url: \"http://h\", database: d }", "A b")]
    [InlineData("{ id: a, kind: influxdb1, url: \"ftp://h\", database: d }", "not an address")]
    [InlineData("{ id: a, kind: influxdb1, url: \"http://u:p@h\", database: d }", "user")]
    [InlineData("{ id: a, kind: influxdb1, url: \"http://h\", database: d, buckett: x }", "buckett")]
    [InlineData("{ id: a, kind: influxdb1, url: \"http://h\", database: d, password: \"env:P\" }", "without a user")]
    [InlineData("{ id: a, kind: influxdb2, url: \"http://h\", org: o, bucket: b, token: abc }", "holds a secret itself")]
    [InlineData("{ id: a, kind: influxdb2, url: \"http://h\", org: o, bucket: b }", "token")]
    [InlineData("{ id: a, kind: tongbi, url: \"http://h\", key: \"env:K\", units: { X: Y } }", "not in the catalogue")]
    [InlineData("{ id: a, kind: tongbi, url: \"http://h\", key: \"env:K\", units: { } }", "units")]
    [InlineData("{ id: a, kind: influxdb3, url: \"http://h\", database: d }, { id: a, kind: influxdb3, url: \"http://h\", database: e }", "two targets")]
    public void Read_Mistake_IsToldWithItsPlace(string targets, string expected)
    {
        ConfigurationException refused = Assert.Throws<ConfigurationException>(() => Read($"targets: [ {targets} ]"));
        Assert.Contains(refused.Mistakes, mistake => mistake.Reason.Contains(expected, StringComparison.Ordinal) && mistake.Line == 1 && mistake.File == "publish.yaml");
        Assert.DoesNotContain(refused.Mistakes, mistake => mistake.Reason.Contains("abc", StringComparison.Ordinal));
    }

    private static PublishPlan Read(string text) => PublishPlanReader.Read([new ConfigurationText("publish.yaml", text)], CubeCatalogues.Small());
}
