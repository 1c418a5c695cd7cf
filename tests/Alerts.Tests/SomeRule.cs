using Tongbi.Alerts.Rules;
using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Tests;

/// <summary>Some valid rule; a test says only what matters to it.</summary>
internal static class SomeRule
{
    /// <summary>A rule on the count of incidents; further keys are added as they would stand in the file.</summary>
    public static Rule Of(string more = "", string levels = "above: { blue: 10 }", string head = "metric: incident, period: today, statistic: value") =>
        Read($"rules:\n  - {{ id: some, name: 某规则, nameEn: Some rule, {head}, {levels}{(more.Length == 0 ? "" : ", " + more)} }}\n").Rules[0];

    public static RuleSet Read(string text) => RuleSet.Read([new ConfigurationText("rules/some.yaml", text)], RuleCatalogue.Instance);
}
