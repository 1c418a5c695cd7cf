using Tongbi.Alerts.Evaluation;

namespace Tongbi.Alerts.Tests.Evaluation;

/// <summary>Both languages say the same things.</summary>
public sealed class AlertWordingTests
{
    [Fact]
    public void Languages_HaveTheSameTemplatesAndPlaceholders()
    {
        Assert.Equal(AlertWording.Chinese.Keys.Order(), AlertWording.English.Keys.Order());
        Assert.All(AlertWording.Chinese.Keys, key => Assert.Equal(Placeholders(AlertWording.Chinese.Say(key)), Placeholders(AlertWording.English.Say(key))));
    }

    private static IEnumerable<string> Placeholders(string template) =>
        template.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]).Order();
}
