using NodaTime;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;

namespace Tongbi.Alerts.Tests.Evaluation;

/// <summary>What a figure says to a rule: minimums, zero bases, unknown figures, silent sources.</summary>
public sealed class JudgeTests
{
    private const string Rate = "metric: incident, period: mtd, statistic: rate, compare: year";
    private const string Levels = "above: { blue: 0.10, red: 0.50 }";

    [Fact]
    public void Rate_AboveALevel_IsAtIt()
    {
        Judgement judgement = Of(SomeRule.Of("", Levels, Rate), Item(993, Against(993, 794, 0.2506m)));
        Assert.Equal((true, Severity.Blue, "threshold"), (judgement.HasData, judgement.Level, judgement.Reason));
        Assert.Equal((0.2506m, 0.10m, 993m, 794m), (judgement.Figures.Value, judgement.Figures.Threshold, judgement.Figures.Current, judgement.Figures.Base));
    }

    [Theory]
    [InlineData("minimumValue: 10", 9, 3, null)]
    [InlineData("minimumValue: 10", 10, 3, Severity.Red)]
    [InlineData("minimumChange: 7", 9, 3, null)]
    [InlineData("minimumChange: 6", 9, 3, Severity.Red)]
    [InlineData("significance: 0.05", 9, 3, null)]
    [InlineData("significance: 0.2", 9, 3, Severity.Red)]
    public void Minimums_KeepSmallCountsFromFiring(string keys, int current, int before, Severity? level) =>
        Assert.Equal(level, Of(SomeRule.Of(keys, Levels, Rate), Item(current, Against(current, before, (current - before) / (decimal)before, pValue: 0.1))).Level);

    [Theory]
    [InlineData("", 50, Severity.Red)]
    [InlineData("zeroBase: ignore", 50, null)]
    [InlineData("minimumValue: 60", 50, null)]
    public void ZeroBase_IsAnOutcomeOfItsOwn(string keys, int current, Severity? level)
    {
        Judgement judgement = Of(SomeRule.Of(keys, Levels, Rate), Item(current, Against(current, 0, null) with { Reason = ComparisonReasons.ZeroBase }));
        Assert.Equal((true, level), (judgement.HasData, judgement.Level));
        Assert.Equal(level is null ? "back_under" : "zero_base", judgement.Reason);
        Assert.Null(judgement.Figures.Value);
    }

    [Fact]
    public void ZeroBase_IsNeverAFall() =>
        Assert.Null(Of(SomeRule.Of("", "below: { red: -0.5 }", Rate), Item(50, Against(50, 0, null) with { Reason = ComparisonReasons.ZeroBase })).Level);

    [Theory]
    [InlineData(ComparisonReasons.NoBase)]
    [InlineData(ComparisonReasons.CoarseBase)]
    [InlineData(ComparisonReasons.NoCounterpart)]
    [InlineData(ComparisonReasons.NoCurrent)]
    [InlineData(ComparisonReasons.NegativeBase)]
    public void WhatCannotBeCompared_IsNoData(string reason) =>
        Assert.False(Of(SomeRule.Of("", Levels, Rate), Item(50, Against(50, null, null) with { Reason = reason, Comparable = false })).HasData);

    [Fact]
    public void UnknownFigure_IsNoData_NotZero() => Assert.False(Of(SomeRule.Of("", "below: { red: 5 }"), Item(null)).HasData);

    [Theory]
    [InlineData("below: { red: 50 }", 3, null, false)] // a fall that is only silence
    [InlineData("above: { red: 2 }", 3, null, true)] // a rise stands
    [InlineData("above: { red: 4 }", 3, Severity.Red, false)] // an end that is only silence
    public void SilentSource_IsNeverAFall(string levels, int value, Severity? before, bool hasData) =>
        Assert.Equal(hasData, Of(SomeRule.Of("", levels), Item(value), before, isSilent: true).HasData);

    [Fact]
    public void SilentSource_DoesNotMatterToACompletePeriod() =>
        Assert.True(Of(SomeRule.Of("", "below: { red: 50 }"), Item(3) with { Quality = new StatisticQuality("complete", [], "hour") }, isSilent: true).HasData);

    [Fact]
    public void Consecutive_TakesTheLeastOfThePeriods()
    {
        Rule rule = SomeRule.Of("consecutive: 3", "above: { blue: 10, red: 20 }");
        Assert.Equal(Severity.Red, Of(rule, Item(25), earlier: [Item(21), Item(22)]).Level);
        Assert.Equal(Severity.Blue, Of(rule, Item(25), earlier: [Item(21), Item(11)]).Level);
        Assert.Null(Of(rule, Item(25), earlier: [Item(21), Item(10)]).Level);
        Assert.Null(Of(rule, Item(25), earlier: [Item(21), Item(null)]).Level);
    }

    [Fact]
    public void Points_AndZ_AreTakenFromTheStatistics()
    {
        Assert.Equal(Severity.Red, Of(SomeRule.Of("", "above: { red: 2 }", "metric: resolve_rate, period: mtd, statistic: points, compare: year"), Item(0.95m, Against(0.95m, 0.92m, null) with { Points = 3m })).Level);
        Assert.Equal(6.6678m, Of(SomeRule.Of("", "above: { red: 3 }", "metric: incident, period: mtd, statistic: z, compare: year"), Item(993, Against(993, 794, 0.2506m) with { Wheeler = 6.66780001 })).Figures.Value);
    }

    [Theory]
    [InlineData("late", 30, 4, 0.1333)]
    [InlineData("reclassified", 30, 3, 0.1)]
    [InlineData("reclassified", 0, 0, 0)]
    public void Shares_AreOfTheFiguresRecords(string statistic, int value, int part, double share)
    {
        StatisticItem item = Item(value) with { Quality = new StatisticQuality("provisional", [], "hour") { LateEntries = part, Reclassified = part } };
        Judgement judgement = Of(SomeRule.Of("", "above: { blue: 0.10 }", $"metric: incident, period: mtd, statistic: {statistic}"), item);
        Assert.Equal((true, (decimal)share, share > 0.10 ? Severity.Blue : (Severity?)null), (judgement.HasData, judgement.Figures.Value, judgement.Level));
    }

    [Theory]
    [InlineData(true, true, Severity.Yellow)]
    [InlineData(false, true, null)]
    [InlineData(null, false, null)]
    public void Disagreement_IsKnownOnlyOnceBothHaveToldAll(bool? differ, bool hasData, Severity? level)
    {
        Rule rule = SomeRule.Of("", "above: { yellow: 0 }") with { Statistic = RuleStatistic.Disagreement };
        Judgement judgement = Of(rule, Item(5) with { Quality = new StatisticQuality("complete", [], "hour") { Disagreement = differ } });
        Assert.Equal((hasData, level), (judgement.HasData, judgement.Level));
    }

    [Theory]
    [InlineData(59, null)]
    [InlineData(61, Severity.Orange)]
    [InlineData(200, Severity.Red)]
    public void Age_IsMinutesSinceTheLastSuccess(int minutes, Severity? level)
    {
        Instant now = Instant.FromUtc(2026, 3, 2, 0, 0);
        Rule rule = SomeRule.Of("", "above: { orange: 60, red: 180 }", "metric: incident, statistic: age");
        Dictionary<string, SourceActivity> activity = new() { ["calls"] = new SourceActivity("calls", null, null, now - Duration.FromMinutes(minutes), null, 1, 0) };
        Judgement judgement = Judge.OfAge(rule, activity, null, now, 1);
        Assert.Equal((true, level, (decimal?)minutes), (judgement.HasData, judgement.Level, judgement.Figures.Value));
        Assert.False(Judge.OfAge(rule, new Dictionary<string, SourceActivity>(), null, now, 1).HasData);
    }

    private static Judgement Of(Rule rule, StatisticItem item, Severity? before = null, bool isSilent = false, IReadOnlyList<StatisticItem>? earlier = null) =>
        Judge.Of(rule, item, earlier ?? [], before, isSilent, null, 1);

    private static StatisticItem Item(decimal? value, StatisticComparison? comparison = null) => new(
        "incident",
        "C",
        "",
        null,
        null,
        new StatisticPeriod("mtd", "2026-03-01", "2026-03-03", 2, false, null, null),
        value,
        comparison is null ? new Dictionary<string, StatisticComparison>() : new Dictionary<string, StatisticComparison> { ["year"] = comparison },
        new StatisticQuality("provisional", [], "hour"));

    private static StatisticComparison Against(decimal current, decimal? before, decimal? rate, double? pValue = null) => new(
        null, current, before, current - before, rate, null, null, "", "", pValue is { } p ? new RateRatio(null, null, null, p, p < 0.05) : null, Comparable: true, null, []);
}
