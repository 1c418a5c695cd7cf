using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tongbi.Alerts.Rules;

namespace Tongbi.Alerts.Tests.Rules;

/// <summary>A rule written as a document and read again is the same rule, and mistakes name the member that they are in.</summary>
public sealed class RuleDocumentTests
{
    [Property(MaxTest = 200)]
    public Property Document_ReadAgain_IsTheSameRule() => Prop.ForAll(Rules().ToArbitrary(), text =>
    {
        Rule rule = SomeRule.Read($"rules: [ {text} ]").Rules[0];
        string document = RuleDocument.Of(rule);
        RuleParse parse = OfJson(document);
        Assert.Empty(parse.Mistakes);
        Assert.Equal(Told(rule), Told(parse.Rule!)); // not null: there are no mistakes
        Assert.Equal(document, RuleDocument.Of(parse.Rule!)); // as above
    });

    [Fact]
    public void Document_LeavesDefaultsOut_AndWritesNumbersInOneWay() => Assert.Equal(
        """{"id":"some","name":"所\"某\"规则","metric":"incident","period":"today","statistic":"value","above":{"blue":10,"red":20.5},"clear":{"red":15}}""",
        RuleDocument.Of(SomeRule.Read("""rules: [ { id: some, name: '所"某"规则', nameEn: '所"某"规则', metric: incident, unit: C, period: today, statistic: value, above: { blue: 10.0, red: 20.50 }, clear: { blue: 10, red: 15 }, every: PT60S, noDataFor: PT60M } ]""").Rules[0]));

    [Fact]
    public void NameOfRareCharacters_IsReadBackFromJson() =>
        Assert.Equal("𠮷所😀\t\"/\\", OfJson("""{"id":"a","name":"𠮷所\uD83D\uDE00\t\"\/\\","metric":"incident","period":"today","statistic":"value","above":{"blue":1}}""").Rule?.Name);

    [Theory]
    [InlineData("""{"id":"a","name":"a","metric":"incident","period":"today","statistic":"value","above":{"blue":2,"red":1}}""", "above.red")]
    [InlineData("""{"id":"a","name":"a","metric":"incident","period":"today","statistic":"value","above":{"blue":2},"clear":{"blue":3}}""", "clear.blue")]
    [InlineData("""{"id":"a","name":"a","metric":"incident","period":"today","statistic":"value","above":{"blue":2},"depth":9}""", "depth")]
    [InlineData("""{"id":"a","name":"a","metric":"incident","period":"today","statistic":"value","above":{"blue":"2"}}""", "above.blue")]
    [InlineData("""{"id":"a","name":"a","metric":"incident","period":"today","statistic":"value","above":{"blue":2},"extra":[{"deep":1}]}""", "extra")]
    [InlineData("""{"id":"a","metric":"incident","period":"today","statistic":"value","above":{"blue":2}}""", "")]
    [InlineData("""{"id":"a","name":"a","id":"b","metric":"incident","period":"today","statistic":"value","above":{"blue":2}}""", "id")]
    [InlineData("[1]", "")]
    [InlineData("7", "")]
    public void Mistake_NamesTheMember(string document, string field)
    {
        RuleParse parse = OfJson(document);
        Assert.Null(parse.Rule);
        Assert.NotEqual("", parse.Mistakes.First(mistake => mistake.Field == field).Message);
    }

    [Fact]
    public void AllMistakes_AreToldAtOnce() => Assert.Equal(
        ["metric", "period", "significance", "for"],
        OfJson("""{"id":"a","name":"a","metric":"x","period":"someday","statistic":"value","above":{"blue":2},"significance":2,"for":"5m"}""").Mistakes.Select(mistake => mistake.Field));

    [Theory]
    [InlineData("id: a\nname: a\nmetric: incident\nperiod: today\nstatistic: value\nabove: { blue: 1 }\n", null)]
    [InlineData("rules:\n  - id: a\n    name: a\n    metric: incident\n    period: today\n    statistic: value\n    above: { blue: 1 }\n", null)]
    [InlineData("id: a\nname: a\nmetric: nothing\nperiod: today\nstatistic: value\nabove: { blue: 1 }\n", "3:9")]
    [InlineData("rules:\n  - { id: a, name: a, metric: incident, period: today, statistic: value, above: { blue: 1 } }\n  - { id: b, name: b, metric: incident, period: today, statistic: value, above: { blue: 1 } }\n", "2:3")]
    [InlineData("id: [", "2:1")]
    public void Yaml_IsReadAlone_OrAsInAFile(string text, string? place)
    {
        RuleParse parse = RuleParse.OfYaml(text, RuleCatalogue.Instance);
        Assert.Equal(place is null, parse.Rule is not null);
        Assert.Equal(place, parse.Mistakes is [var first, ..] ? $"{first.Line}:{first.Column}" : null);
    }

    private static RuleParse OfJson(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return RuleParse.OfJson(document.RootElement, RuleCatalogue.Instance);
    }

    /// <summary>All that a rule says; its place in a file is not part of it.</summary>
    private static string Told(Rule rule) => string.Join(
        '|',
        rule.Id, rule.Name, rule.NameEn, rule.Metric.Id, rule.Unit.Code, rule.Depth, rule.Category.Path, rule.CategoryDepth, rule.Source?.Id, rule.Period, rule.Statistic, rule.Compare, rule.Below,
        string.Join(',', rule.Levels.Select(level => $"{level.Severity}:{level.Threshold:0.#####}:{level.Clear:0.#####}")),
        rule.ZeroBaseFires, rule.Consecutive, rule.Every, rule.MinimumValue?.ToString("0.#####"), rule.MinimumChange?.ToString("0.#####"), rule.Significance, rule.For, rule.KeepFiringFor, rule.NoData, rule.NoDataFor);

    /// <summary>Rules as a file has them: every key there or not, with a usual value or another.</summary>
    private static Gen<string> Rules() =>
        from measure in Gen.Elements(
            "metric: incident, period: today, statistic: value",
            "metric: vice, period: mtd, statistic: rate, compare: year",
            "metric: resolve_rate, period: ytd, statistic: points, compare: previous",
            "metric: incident, period: last-7d, statistic: z, compare: 'mean-15w:1.05'",
            "metric: incident, statistic: age, source: calls")
        let isAge = measure.Contains("age", StringComparison.Ordinal)
        from levels in Gen.Elements("above: { blue: 0.10 }", "above: { blue: 1, yellow: 2.50, red: 40 }, clear: { yellow: 1.5 }", "above: { red: 0.5 }, clear: { red: 0.4 }")
        from more in Gen.SubListOf(
            "nameEn: Some", "unit: N", "zeroBase: ignore", "every: PT90M", "minimumValue: 10", "for: PT10M", "keepFiringFor: P1DT1H", "noData: firing", "noDataFor: PT2H30M")
        from trees in isAge ? Gen.Constant("") : Gen.Elements("", ", depth: 2", ", depth: 1, categoryDepth: 1")
        select $"{{ id: some, name: 某规则, {measure}, {levels}{string.Concat(more.Select(key => ", " + key))}{trees} }}";
}
