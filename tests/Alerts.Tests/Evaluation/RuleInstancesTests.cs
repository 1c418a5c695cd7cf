using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Catalog;

namespace Tongbi.Alerts.Tests.Evaluation;

/// <summary>A change touches the instances above its leaf, and no others.</summary>
public sealed class RuleInstancesTests
{
    [Theory]
    [InlineData("incident", "admin/gambling", "NP", "C N NP")]
    [InlineData("incident", "", "S", "C S")]
    [InlineData("incident", "fraud", "C", "C")]
    [InlineData("accepted", "", "S", "")]
    public void Change_TouchesItsUnitAndAbove(string metric, string category, string unit, string touched) =>
        Assert.Equal(touched, Touched(SomeRule.Of("depth: 2"), metric, category, unit));

    [Theory]
    [InlineData("admin/gambling", "C/ C/admin C/admin/gambling")]
    [InlineData("admin", "C/ C/admin")]
    [InlineData("", "C/")]
    public void Change_TouchesTheCategoriesThatHoldIt(string category, string touched)
    {
        RuleInstances instances = new(SomeRule.Of("categoryDepth: 2"), _ => InstanceState.Rest);
        Touch(instances, "incident", category, "S");
        Assert.Equal(touched, string.Join(' ', instances.TakeTouched().Select(index => $"{instances.Key(index).Unit}/{instances.Key(index).Category}")));
    }

    [Theory]
    [InlineData("vice", "incident", "admin/gambling", true)]
    [InlineData("vice", "incident", "admin", false)]
    [InlineData("vice", "incident", "fraud", false)]
    public void Selection_IsTouchedByWhatItSelects(string metric, string changed, string category, bool isTouched) =>
        Assert.Equal(isTouched ? "C" : "", Touched(SomeRule.Of(head: $"metric: {metric}, period: today, statistic: value"), changed, category, "S"));

    [Theory]
    [InlineData("accepted")]
    [InlineData("resolved")]
    public void Ratio_IsTouchedByBothItsParts(string changed) =>
        Assert.Equal("C", Touched(SomeRule.Of(head: "metric: resolve_rate, period: today, statistic: value"), changed, "", "S"));

    [Fact]
    public void Taking_Forgets()
    {
        RuleInstances instances = new(SomeRule.Of(), _ => InstanceState.Rest);
        Touch(instances, "incident", "", "S");
        Assert.Single(instances.TakeTouched());
        Assert.Empty(instances.TakeTouched());
    }

    private static string Touched(Rule rule, string metric, string category, string unit)
    {
        RuleInstances instances = new(rule, _ => InstanceState.Rest);
        Touch(instances, metric, category, unit);
        return string.Join(' ', instances.TakeTouched().Select(index => instances.Key(index).Unit));
    }

    private static void Touch(RuleInstances instances, string metricId, string path, string unit)
    {
        Metric metric = RuleCatalogue.Instance.FindMetric(metricId)!; // not null: the catalogue above has it
        instances.Touch(metric, metric.FindCategory(path)!, RuleCatalogue.Instance.FindUnit(unit)!); // not null: as above
    }
}
