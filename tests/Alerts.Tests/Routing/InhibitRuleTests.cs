using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Tests.Routing;

public sealed class InhibitRuleTests
{
    [Theory]
    [InlineData("red", "r1", "PS01", "yellow", "r1", "PS01", true)]
    [InlineData("red", "r1", "PS01", "yellow", "r1", "PS02", false)]
    [InlineData("red", "r1", "PS01", "yellow", "r2", "PS01", false)]
    [InlineData("red", "r1", "PS01", "blue", "r1", "PS01", false)]
    [InlineData("orange", "r1", "PS01", "yellow", "r1", "PS01", false)]
    [InlineData("red", "r1", "", "yellow", "r1", "", true)]
    public void Inhibits_NeedsBothSidesAndEqualLabels(string sourceSeverity, string sourceRule, string sourceUnit, string severity, string rule, string unit, bool expected)
    {
        InhibitRule inhibit = new([new("severity", ["red"])], [new("severity", ["yellow"])], ["rule", "unit"]);

        Assert.Equal(expected, inhibit.Inhibits(Labels(sourceRule, sourceUnit, sourceSeverity), Labels(rule, unit, severity)));
    }

    [Fact]
    public void Inhibits_AlertsThatMatchBothSides_DoNotSilenceEachOther()
    {
        InhibitRule inhibit = new([new("rule", ["a", "b"])], [new("rule", ["a", "b", "c"])], []);

        Assert.False(inhibit.Inhibits(Labels("a", "PS01", "red"), Labels("b", "PS01", "red")));
        Assert.True(inhibit.Inhibits(Labels("a", "PS01", "red"), Labels("c", "PS01", "red")));
    }

    private static Labels Labels(string rule, string unit, string severity) => new([new("rule", rule), new("unit", unit), new("severity", severity)]);
}
