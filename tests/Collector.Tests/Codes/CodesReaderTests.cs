using Tongbi.Collector.Catalog;
using Tongbi.Collector.Codes;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Tests.Ingest;

namespace Tongbi.Collector.Tests.Codes;

public sealed class CodesReaderTests
{
    [Fact]
    public void Parse_EveryForm_SaysTheSame()
    {
        SourceCodes codes = Parse(
            """
            sources:
              dispatch110:
                limit: 500
                units:
                  "3301": PS01
                  "3302": { to: PS02, validFrom: 2024-01-01 }
                  "3303": [ { to: PS01, validTo: 2024-01-01 }, { to: PS02, validFrom: 2024-01-01 } ]
                  "9999": { ignore: true }
                categories:
                  incident:
                    - { code: "0301", to: admin/gambling }
                    - { code: "0900", to: "/" }
            """).BySource["dispatch110"];

        Assert.True(codes.Holds);
        Assert.Equal(500, codes.Limit);
        Assert.Equal(["3301", "3302", "3303", "3303", "9999"], codes.Units.Select(line => line.Code));
        Assert.Equal(["PS01", "PS02", "PS01", "PS02", ""], codes.Units.Select(line => line.To));
        Assert.True(codes.Units[^1].IsIgnored);
        Assert.Equal(["admin/gambling", ""], codes.Categories["incident"].Select(line => line.To));
    }

    [Fact]
    public void Parse_TableForAnyMetric_ChoosesMetricAndCategory()
    {
        SourceCodes codes = Parse("""sources: { mediation: { hold: false, categories: { "*": { "J1": { metric: accepted, to: "/" }, "J2": { metric: resolved, to: "/" } } } } }""").BySource["mediation"];

        Assert.False(codes.Holds);
        Assert.Equal(["accepted", "resolved"], codes.Categories[SourceCodes.AnyMetric].Select(line => line.Metric));
    }

    [Theory]
    [InlineData("sources: { nobody: { units: { a1: PS01 } } }", "nobody")]
    [InlineData("sources: { dispatch110: { units: { a1: PS99 } } }", "PS99")]
    [InlineData("sources: { dispatch110: { units: [ { to: PS01 } ] } }", "code")]
    [InlineData("sources: { dispatch110: { units: { a1: { } } } }", "ignore")]
    [InlineData("sources: { dispatch110: { units: { a1: { to: PS01, ignore: true } } } }", "ignore")]
    [InlineData("sources: { dispatch110: { units: { a1: { to: PS01, until: 2024-01-01 } } } }", "until")]
    [InlineData("sources: { dispatch110: { units: { a1: { to: PS01, validFrom: 2024-02-01, validTo: 2024-02-01 } } } }", "validTo")]
    [InlineData("sources: { dispatch110: { units: { a1: [ { to: PS01, validTo: 2024-02-01 }, { to: PS02, validFrom: 2024-01-31 } ] } } }", "same date")]
    [InlineData("sources: { dispatch110: { units: [ { code: a1, to: PS01 }, { code: a1, to: PS01 } ] } }", "same date")]
    [InlineData("sources: { dispatch110: { units: PS01 } }", "units")]
    [InlineData("sources: { dispatch110: { limit: 0 } }", "limit")]
    [InlineData("sources: { dispatch110: { categories: { accepted: { a1: admin } } } }", "accepted")]
    [InlineData("sources: { dispatch110: { categories: { incident: { a1: admin/nothing } } } }", "admin/nothing")]
    [InlineData("sources: { mediation: { categories: { \"*\": { a1: \"/\" } } } }", "metric")]
    [InlineData("sources: { mediation: { categories: { \"*\": { a1: { metric: incident, to: \"/\" } } } } }", "incident")]
    [InlineData("tables: { }", "sources")]
    public void Parse_Mistake_IsToldWithItsPlace(string text, string named)
    {
        ConfigurationException refused = Assert.Throws<ConfigurationException>(() => Parse(text));

        Assert.Contains(refused.Mistakes, mistake => mistake.Reason.Contains(named, StringComparison.Ordinal) && mistake is { File: "codes.yaml", Line: 1, Column: > 0 });
    }

    [Fact]
    public void Parse_FileAbsent_HasNoTables() => Assert.Empty(CodeTables.Parse([], Catalogue).BySource);

    private static Catalogue Catalogue { get; } = CatalogueLoader.Parse(IngestBench.CatalogueText, "catalog.yaml");

    private static CodeTables Parse(string text) => CodeTables.Parse([new ConfigurationText("codes.yaml", text)], Catalogue);
}
