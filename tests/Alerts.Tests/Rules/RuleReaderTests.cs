using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Testing;

namespace Tongbi.Alerts.Tests.Rules;

/// <summary>The files of rules are read strictly; every mistake has its line and a remedy.</summary>
public sealed class RuleReaderTests
{
    [Fact]
    public void Rule_OfTheContract_IsReadWhole()
    {
        Rule rule = SomeRule.Read(
            """
            rules:
              - id: vice-yoy
                name: 黄赌毒线索警情同比上升
                nameEn: Vice leads up on last year
                metric: vice
                unit: "C"
                depth: 1
                categoryDepth: 0
                period: mtd
                statistic: rate
                compare: year
                above: { blue: 0.10, yellow: 0.20, orange: 0.30, red: 0.50 }
                clear: { red: 0.40 }
                zeroBase: fire
                consecutive: 1
                every: PT1M
                minimumValue: 10
                minimumChange: 5
                significance: 0.05
                for: PT10M
                keepFiringFor: PT30M
                noData: keep
                noDataFor: PT1H
            """).Rules[0];
        Assert.Equal(["C", "N", "S"], rule.Units().Select(unit => unit.Code));
        Assert.Equal([new RuleLevel(Severity.Blue, 0.10m, 0.10m), new RuleLevel(Severity.Yellow, 0.20m, 0.20m), new RuleLevel(Severity.Orange, 0.30m, 0.30m), new RuleLevel(Severity.Red, 0.50m, 0.40m)], rule.Levels);
        Assert.Equal((Duration.FromMinutes(10), Duration.FromMinutes(30), Duration.FromHours(1)), (rule.For, rule.KeepFiringFor, rule.NoDataFor));
        Assert.Equal((10m, 5m, 0.05), (rule.MinimumValue, rule.MinimumChange, rule.Significance));
        Assert.Equal(("rules/some.yaml", 2), (rule.File, rule.Line));
    }

    [Fact]
    public void Units_AtDepthTwo_AreAllBelowInOrder() =>
        Assert.Equal(["C", "N", "NP", "S"], SomeRule.Of("depth: 2").Units().Select(unit => unit.Code));

    [Fact]
    public void Categories_BelowOne_AreThoseOfItsTree() =>
        Assert.Equal(["admin", "admin/gambling"], SomeRule.Of("category: admin, categoryDepth: 3").Categories().Select(category => category.Path));

    [Theory]
    [InlineData("metric: nothing, period: today, statistic: value, above: { blue: 1 }", "metric 'nothing' is not in the catalogue")]
    [InlineData("metric: incident, unit: X, period: today, statistic: value, above: { blue: 1 }", "unit 'X' is not in the catalogue")]
    [InlineData("metric: incident, category: theft, period: today, statistic: value, above: { blue: 1 }", "category 'theft' is not in the tree")]
    [InlineData("metric: incident, source: desk, period: today, statistic: value, above: { blue: 1 }", "does not feed metric 'incident'; use one of calls")]
    [InlineData("metric: incident, period: someday, statistic: value, above: { blue: 1 }", "period 'someday' is not a period")]
    [InlineData("metric: incident, period: today, statistic: sum, above: { blue: 1 }", "statistic 'sum' is unknown")]
    [InlineData("metric: incident, period: today, statistic: rate, above: { blue: 1 }", "compare is missing")]
    [InlineData("metric: incident, period: today, statistic: rate, compare: yesteryear, above: { blue: 1 }", "compare 'yesteryear' is not known")]
    [InlineData("metric: incident, period: today, statistic: value, above: { blue: 1 }, below: { blue: 1 }", "exclude each other")]
    [InlineData("metric: incident, period: today, statistic: value, above: { blue: 2, red: 2 }", "graver levels need higher figures")]
    [InlineData("metric: incident, period: today, statistic: value, below: { blue: 2, red: 3 }", "graver levels need lower figures")]
    [InlineData("metric: incident, period: today, statistic: value, above: { purple: 2 }", "unknown key 'purple'")]
    [InlineData("metric: incident, period: today, statistic: value, above: { blue: 2 }, clear: { red: 1 }", "clear names red")]
    [InlineData("metric: incident, period: today, statistic: value, above: { blue: 2 }, clear: { blue: 3 }", "lies beyond its threshold")]
    [InlineData("metric: incident, period: today, statistic: value, above: { blue: 2 }, colour: red", "unknown key 'colour'")]
    [InlineData("metric: incident, period: today, statistic: points, compare: year, above: { blue: 2 }", "is no ratio")]
    [InlineData("metric: resolve_rate, period: today, statistic: rate, compare: year, above: { blue: 2 }", "use points")]
    [InlineData("metric: incident, period: today, statistic: score, compare: year, above: { blue: 2 }", "has no score")]
    [InlineData("metric: workers, period: today, statistic: change, compare: mean-15w, above: { blue: 2 }", "counts no happenings")]
    [InlineData("metric: incident, period: today, statistic: value, minimumChange: 2, above: { blue: 2 }", "add compare")]
    [InlineData("metric: workers, period: today, statistic: change, compare: year, significance: 0.05, above: { blue: 2 }", "needs two counts")]
    [InlineData("metric: incident, period: 2019, statistic: value, consecutive: 2, above: { blue: 2 }", "has no periods before it")]
    [InlineData("metric: workers, period: today, statistic: late, above: { blue: 0.1 }", "is not made of records")]
    [InlineData("metric: resolve_rate, period: today, statistic: reclassified, above: { blue: 0.1 }", "is not made of records")]
    [InlineData("metric: incident, period: today, statistic: disagreement, above: { blue: 0 }", "has no two sources of the same fact")]
    [InlineData("metric: incident, statistic: age, compare: year, above: { blue: 2 }", "compare has no meaning")]
    [InlineData("metric: incident, statistic: age, depth: 1, above: { blue: 2 }", "a source is of no unit")]
    [InlineData("metric: incident, statistic: age, below: { blue: 2 }", "use above")]
    [InlineData("metric: incident, period: today, statistic: value, every: PT0S, above: { blue: 2 }", "every is too short")]
    [InlineData("metric: incident, period: today, statistic: value, for: soon, above: { blue: 2 }", "not a duration")]
    [InlineData("metric: incident, period: today, statistic: value", "required key 'above' is missing")]
    public void Mistake_IsToldAtItsLine(string keys, string reason)
    {
        ConfigurationException refused = Assert.Throws<ConfigurationException>(() => SomeRule.Read($"rules:\n  - {{ id: some, name: 某, {keys} }}\n"));
        Assert.Contains(refused.Mistakes, mistake => mistake.Line == 2 && mistake.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Mistakes_OfAllFiles_AreToldTogether()
    {
        ConfigurationException refused = Assert.Throws<ConfigurationException>(() => RuleSet.Read(
            [
                new ConfigurationText("a.yaml", "rules:\n  - { id: one, name: 一, metric: x, period: today, statistic: value, above: { blue: 1 }, every: never }\n"),
                new ConfigurationText("b.yaml", "rules:\n  - { id: one, name: 一, metric: incident, period: never, statistic: value, above: { blue: 1 } }\nmore: 1\n"),
            ],
            RuleCatalogue.Instance));
        Assert.Equal(["a.yaml:2", "a.yaml:2", "b.yaml:2", "b.yaml:3"], refused.Mistakes.Select(mistake => $"{mistake.File}:{mistake.Line}"));
    }

    [Fact]
    public void Id_UsedInTwoFiles_IsAMistake()
    {
        const string Text = "rules:\n  - { id: one, name: 一, metric: incident, period: today, statistic: value, above: { blue: 1 } }\n";
        ConfigurationException refused = Assert.Throws<ConfigurationException>(() =>
            RuleSet.Read([new ConfigurationText("a.yaml", Text), new ConfigurationText("b.yaml", Text)], RuleCatalogue.Instance));
        Assert.Contains("the first is in a.yaml line 2", Assert.Single(refused.Mistakes).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Presets_OfTheShippedConfiguration_FitItsCatalogue()
    {
        string config = Path.Combine(RepositoryPaths.Root, "config");
        RuleSet rules = RuleSet.Read(ConfigurationPlace.Folder(Path.Combine(config, "rules")).Read(), CatalogueLoader.Load(Path.Combine(config, "catalog.yaml")));
        Assert.NotNull(rules.Find("vice-yoy"));
        Assert.NotNull(rules.Find("admin-case-yoy"));
        Assert.NotNull(rules.Find("incident-15w"));
        Assert.Equal(3, rules.Find("incident-growth-red")?.Consecutive);
        Assert.Equal(RuleStatistic.Age, rules.Find("silent-dispatch110")?.Statistic);
    }
}
