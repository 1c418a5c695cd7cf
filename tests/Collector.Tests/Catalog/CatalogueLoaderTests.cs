using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Catalog;

public sealed class CatalogueLoaderTests
{
    [Fact]
    public void Parse_WholeSchema_KeepsEveryField()
    {
        Catalogue catalogue = CatalogueLoader.Parse(SmallCatalogue.Text, "catalog.yaml");

        Assert.Equal("Asia/Shanghai", catalogue.Calendar.Zone.Id);
        Assert.Equal((2015, 1, IsoDayOfWeek.Monday), (catalogue.Calendar.FirstYear, catalogue.Calendar.MonthStart, catalogue.Calendar.WeekStart));
        Assert.False(catalogue.IsDemo);
        Assert.Equal(["331125", "PS01", "PS02"], catalogue.Units.Select(unit => unit.Code));
        Assert.Equal([0, 1, 2], catalogue.Units.Select(unit => unit.Index));
        Assert.Same(catalogue.RootUnit, catalogue.FindUnit("PS02")?.Parent);
        Assert.Equal(Duration.FromHours(1), catalogue.FindSource("dispatch110")?.SilentAfter);
        Metric incident = catalogue.FindMetric("incident")!;
        Assert.Equal((1, MetricKind.Flow, "起", Polarity.Down, "intel", "有效警情"), (incident.Index, incident.Kind, incident.Unit, incident.Polarity, incident.Group, incident.Definition));
        Assert.Equal(["", "admin", "admin/gambling", "drugs"], incident.Categories.Select(node => node.Path));
        Assert.Equal(new LocalDate(2026, 1, 1), incident.FindCategory("admin/gambling")?.ValidFrom);
        Metric vice = catalogue.FindMetric("vice")!;
        Assert.Same(incident, vice.Of);
        Assert.Equal(["admin/gambling", "drugs"], vice.Select.Select(node => node.Path));
        Assert.Equal("起", vice.Unit);
        Metric rate = catalogue.FindMetric("rate")!;
        Assert.Equal(("resolved", "accepted", "%"), (rate.Numerator?.Id, rate.Denominator?.Id, rate.Unit));
        Assert.Equal(MetricKind.Stock, catalogue.FindMetric("workers")?.Kind);
        Assert.Equal(new HolidayWindow(2026, "springFestival", new LocalDate(2026, 2, 15), new LocalDate(2026, 2, 23)), Assert.Single(catalogue.Holidays));
    }

    [Fact]
    public void Parse_OptionalKeysLeftOut_TakesDefaults()
    {
        string text = SmallCatalogue.Text
            .Replace("dayStart: \"00:00\"\n", "", StringComparison.Ordinal)
            .Replace("weekStart: monday\n", "", StringComparison.Ordinal)
            .Replace("monthStart: 1\n", "", StringComparison.Ordinal)
            .Replace("holidays: { 2026: { springFestival: { from: 2026-02-15, to: 2026-02-23 } } }\n", "", StringComparison.Ordinal);

        Catalogue catalogue = CatalogueLoader.Parse(text, "catalog.yaml");

        Assert.Equal((LocalTime.Midnight, IsoDayOfWeek.Monday, 1), (catalogue.Calendar.DayStart, catalogue.Calendar.WeekStart, catalogue.Calendar.MonthStart));
        Assert.Empty(catalogue.Holidays);
        SourceSystem mediation = catalogue.FindSource("mediation")!;
        Assert.Equal((Duration.FromDays(3), Duration.FromDays(12)), (mediation.LateAfter, mediation.SilentAfter));
        Assert.Equal("元和所", catalogue.FindUnit("PS02")?.NameEn);
        Assert.Equal(Polarity.Neutral, catalogue.FindMetric("accepted")?.Polarity);
    }

    [Fact]
    public void Parse_TwoSourcesOfOneFact_CountsTheFirst()
    {
        Metric metric = CatalogueLoader.Parse(SmallCatalogue.Text.Replace("sources: [dispatch110]", "sources: [dispatch110, mediation]\n    reconcile: [mediation, dispatch110]", StringComparison.Ordinal), "catalog.yaml").FindMetric("incident")!; // not null: it is there

        Assert.Equal(("mediation", "dispatch110"), (metric.Reconcile?.Counted.Id, metric.Reconcile?.Against.Id));
        Assert.Equal(["mediation"], metric.CountedSources.Select(source => source.Id));
        Assert.Equal(["dispatch110", "mediation"], metric.Sources.Select(source => source.Id));
    }

    [Theory]
    // Each row: what is replaced, by what, and what the reason must name. The line is that of the replaced piece.
    [InlineData("timeZone: Asia/Shanghai", "timeZone: Asia/Peking", "'Asia/Peking' is not an IANA time zone")]
    [InlineData("timeZone: Asia/Shanghai", "timeZone: Australia/Lord_Howe", "part of an hour")]
    [InlineData("timeZone: Asia/Shanghai", "timezone: Asia/Shanghai", "unknown key 'timezone'")]
    [InlineData("timeZone: Asia/Shanghai", "timeZone:", "timeZone has no value")]
    [InlineData("timeZone: Asia/Shanghai", "timeZone: [Asia/Shanghai]", "timeZone is a list where a text is expected")]
    [InlineData("dayStart: \"00:00\"", "dayStart: \"08:30\"", "'08:30' is not on a whole hour")]
    [InlineData("dayStart: \"00:00\"", "dayStart: \"24:00\"", "'24:00' is not a time of day")]
    [InlineData("weekStart: monday", "weekStart: Mon", "weekStart 'Mon' is unknown; use one of monday, tuesday")]
    [InlineData("monthStart: 1", "monthStart: 29", "monthStart 29 is out of range; use 1 to 28")]
    [InlineData("monthStart: 1", "monthStart: 1.5", "'1.5' is not a whole number")]
    [InlineData("monthStart: 1", "monthStart: \"1\"", "without quotes")]
    [InlineData("firstYear: 2015", "firstYear: 1800", "firstYear 1800 is out of range")]
    [InlineData("firstYear: 2015", "firstYear: 2015\nfirstYear: 2016", "key 'firstYear' is written twice; the first is in line 5", 1)]
    [InlineData("firstYear: 2015", "firstYear: 2015\ndemo: yes", "demo 'yes' is neither true nor false", 1)]
    [InlineData("{ code: PS02, name: 元和所 }", "{ code: PS01, name: 元和所 }", "unit code 'PS01' is used twice; the first is in line 11")]
    [InlineData("{ code: PS02, name: 元和所 }", "{ code: \"123456789012345678901\", name: 元和所 }", "has 21 characters; use at most 20")]
    [InlineData("{ code: PS02, name: 元和所 }", "{ code: \"PS 02\", name: 元和所 }", "'PS 02' has characters that are not allowed")]
    [InlineData("{ code: PS02, name: 元和所 }", "{ code: PS02 }", "required key 'name' is missing")]
    [InlineData("{ code: PS02, name: 元和所 }", "{ code: PS02, name: \"  \" }", "name is empty")]
    [InlineData("{ code: PS02, name: 元和所 }", "PS02", "children is a text where a map of keys is expected")]
    [InlineData("sources:\n  -", "  - { code: X, name: Y }\nsources:\n  -", "second root", 0)]
    [InlineData("{ id: mediation, name: 矛盾调解, cadence: P1D }", "{ id: dispatch110, name: 矛盾调解, cadence: P1D }", "source id 'dispatch110' is used twice")]
    [InlineData("cadence: PT5M", "cadence: 5m", "cadence '5m' is not a duration")]
    [InlineData("cadence: PT5M", "cadence: P1M", "months and years have no fixed length")]
    [InlineData("cadence: PT5M", "cadence: PT0S", "cadence is zero")]
    [InlineData("cadence: PT5M", "cadence: P999999999W", "out of range")]
    [InlineData("silentAfter: PT1H", "silentAfter: PT1M", "silentAfter is shorter than lateAfter")]
    [InlineData("id: vice,", "id: Vice,", "id 'Vice' has characters that are not allowed")]
    [InlineData("id: accepted,", "id: incident,", "metric id 'incident' is used twice; the first is in line 18")]
    [InlineData("of: incident", "of: nothing", "of 'nothing' of 'vice' is not among the metrics")]
    [InlineData("of: incident", "of: vice", "refers to itself")]
    [InlineData("of: incident", "of: workers", "'workers', which is no flow")]
    [InlineData("of: incident", "of: rate", "'rate', which is no flow")]
    [InlineData("of: incident", "of: incident, unit: 件", "unit '件' of selection 'vice' differs from '起'")]
    [InlineData("[admin/gambling, drugs]", "[admin/gaming]", "'admin/gaming' is no category of 'incident'")]
    [InlineData("[admin/gambling, drugs]", "[admin/gambling, admin]", "'admin' overlaps 'admin/gambling'")]
    [InlineData("[admin/gambling, drugs]", "[drugs, drugs]", "'drugs' overlaps 'drugs'")]
    [InlineData("[admin/gambling, drugs]", "[]", "select is an empty list")]
    [InlineData("polarity: down }", "polarity: good }", "polarity 'good' is unknown; use one of up, down, neutral")]
    [InlineData("polarity: down }", "sources: [dispatch110] }", "sources does not belong to a selection")]
    [InlineData("group: intel", "group: fun", "group 'fun' is unknown; use one of work")]
    [InlineData("kind: flow\n    polarity", "kind: flaw\n    polarity", "kind 'flaw' is unknown; use one of flow, stock, ratio, selection")]
    [InlineData("sources: [dispatch110]", "sources: [dispatch119]", "source 'dispatch119' of metric 'incident' is not among the sources")]
    [InlineData("sources: [dispatch110]", "sources: [dispatch110, dispatch110]", "listed twice")]
    [InlineData("sources: [dispatch110]", "sources: [dispatch110, mediation]\n    reconcile: [dispatch110]", "names 1 sources; it takes two", 1)]
    [InlineData("sources: [dispatch110]", "sources: [dispatch110, mediation]\n    reconcile: [dispatch110, mediation, dispatch110]", "names source 'dispatch110' of metric 'incident' twice", 1)]
    [InlineData("sources: [dispatch110]", "sources: [dispatch110]\n    reconcile: [dispatch110, mediation]", "reconcile 'mediation' is not among the sources of metric 'incident'", 1)]
    [InlineData("sources: [dispatch110]", "sources: [dispatch110]\n    reconcile: []", "reconcile is an empty list", 1)]
    [InlineData("polarity: down }", "reconcile: [dispatch110, mediation] }", "reconcile does not belong to a selection")]
    [InlineData("sources: [dispatch110]", "sources: dispatch110", "sources is a text where a list is expected")]
    [InlineData("{ id: drugs, name: 毒品 }", "{ id: admin, name: 毒品 }", "category id 'admin' is used twice among its siblings")]
    [InlineData("{ id: drugs, name: 毒品 }", "{ id: \"drugs/x\", name: 毒品 }", "'drugs/x' has characters that are not allowed")]
    [InlineData("{ id: drugs, name: 毒品 }", "{ id: drugs, nmae: 毒品, name: 毒品 }", "unknown key 'nmae'")]
    [InlineData("validTo: 2030-01-01", "validTo: 2026-01-01", "is not after validFrom")]
    [InlineData("validTo: 2030-01-01", "validTo: 2030-02-30", "'2030-02-30' is not a date")]
    [InlineData("numerator: resolved", "numerator: rate", "refers to itself")]
    [InlineData("numerator: resolved", "numerator: resolv", "numerator 'resolv' of 'rate' is not among the metrics")]
    [InlineData(", denominator: accepted", "", "required key 'denominator' is missing")]
    [InlineData("to: 2026-02-23", "to: 2026-02-01", "before it begins")]
    [InlineData("from: 2026-02-15, to: 2026-02-23", "from: 2025-02-15, to: 2025-02-23", "does not touch that year")]
    [InlineData("2026: {", "26: {", "'26' is not a year")]
    [InlineData("{ from: 2026-02-15, to: 2026-02-23 }", "2026-02-15", "is a text where")]
    public void Parse_OneMistake_IsReportedAtItsPlace(string piece, string replacement, string reason, int linesBelow = 0)
    {
        string text = SmallCatalogue.With(piece, replacement);
        int line = SmallCatalogue.Text[..SmallCatalogue.Text.IndexOf(piece, StringComparison.Ordinal)].Count(c => c == '\n') + 1 + linesBelow;

        ConfigurationException failure = Assert.Throws<ConfigurationException>(() => CatalogueLoader.Parse(text, "catalog.yaml"));

        ConfigurationMistake mistake = Assert.Single(failure.Mistakes, mistake => mistake.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.Equal("catalog.yaml", mistake.File);
        Assert.Equal(line, mistake.Line);
        Assert.True(mistake.Column >= 1);
    }

    [Fact]
    public void Parse_RatioOfRatioInACircle_ReportsBothInsteadOfTurningRound()
    {
        string text = SmallCatalogue.With(
            "  - { id: rate, name: 化解率, kind: ratio, numerator: resolved, denominator: accepted }",
            "  - { id: rate, name: A, kind: ratio, numerator: rate2, denominator: accepted }\n  - { id: rate2, name: B, kind: ratio, numerator: rate, denominator: accepted }");

        ConfigurationException failure = Assert.Throws<ConfigurationException>(() => CatalogueLoader.Parse(text, "catalog.yaml"));

        Assert.Equal(2, failure.Mistakes.Count(mistake => mistake.Reason.Contains("is a ratio itself", StringComparison.Ordinal)));
    }

    [Fact]
    public void Parse_SelectionsOfEachOther_ReportsBoth()
    {
        string text = SmallCatalogue.With(
            "of: incident, select: [admin/gambling, drugs], polarity: down }",
            "of: vice2, select: [drugs] }\n  - { id: vice2, name: B, kind: selection, of: vice, select: [drugs] }");

        ConfigurationException failure = Assert.Throws<ConfigurationException>(() => CatalogueLoader.Parse(text, "catalog.yaml"));

        Assert.Equal(2, failure.Mistakes.Count(mistake => mistake.Reason.Contains("is a selection itself", StringComparison.Ordinal)));
    }

    [Fact]
    public void Parse_SeveralMistakes_AreAllReportedInOrder()
    {
        string text = SmallCatalogue.Text
            .Replace("firstYear: 2015", "firstYear: soon", StringComparison.Ordinal)
            .Replace("code: PS02", "code: PS01", StringComparison.Ordinal)
            .Replace("cadence: PT5M", "cadence: often", StringComparison.Ordinal)
            .Replace("of: incident", "of: nothing", StringComparison.Ordinal)
            .Replace("to: 2026-02-23", "to: never", StringComparison.Ordinal);

        ConfigurationException failure = Assert.Throws<ConfigurationException>(() => CatalogueLoader.Parse(text, "catalog.yaml"));

        Assert.Equal(5, failure.Mistakes.Count);
        Assert.Equal(failure.Mistakes.Select(mistake => mistake.Line).Order(), failure.Mistakes.Select(mistake => mistake.Line));
        Assert.Equal(5, failure.Message.Split('\n').Length);
    }

    [Theory]
    [InlineData("timeZone", 1)]
    [InlineData("firstYear", 1)]
    [InlineData("units", 1)]
    [InlineData("sources", 1)]
    [InlineData("metrics", 1)]
    public void Parse_RequiredKeyMissing_IsReported(string key, int line)
    {
        string text = SmallCatalogue.Text.Replace("\n" + key + ":", "\nx_" + key + ":", StringComparison.Ordinal);
        text = text.StartsWith(key, StringComparison.Ordinal) ? "x_" + text : text;

        ConfigurationException failure = Assert.Throws<ConfigurationException>(() => CatalogueLoader.Parse(text, "catalog.yaml"));

        Assert.Contains(failure.Mistakes, mistake => mistake.Line == line && mistake.Reason == $"required key '{key}' is missing.");
        Assert.Contains(failure.Mistakes, mistake => mistake.Reason.StartsWith($"unknown key 'x_{key}'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("config/catalog.yaml", "331125", true)]
    [InlineData("config/examples/chicago/catalog.yaml", "CHICAGO", false)]
    public void Load_ShippedCatalogue_IsValid(string path, string root, bool isDemo)
    {
        Catalogue catalogue = CatalogueLoader.Load(Path.Combine(RepositoryPaths.Root, path));

        Assert.Equal(root, catalogue.RootUnit.Code);
        Assert.Equal(isDemo, catalogue.IsDemo);
    }

    [Fact]
    public void Load_EveryShippedCatalogue_IsCoveredByATest()
    {
        string config = Path.Combine(RepositoryPaths.Root, "config");

        Assert.All(
            Directory.EnumerateFiles(config, "catalog.yaml", SearchOption.AllDirectories),
            path => Assert.NotEmpty(CatalogueLoader.Load(path).Metrics));
    }

    [Fact]
    public void Load_MissingFile_SaysSo()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(() => CatalogueLoader.Load("no-such-folder/catalog.yaml"));

        Assert.Equal("no-such-folder/catalog.yaml:1:1: the file does not exist.", failure.Message);
    }
}
