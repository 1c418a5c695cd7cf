using System.Reflection;

namespace Tongbi.Alerts.Tests;

/// <summary>Data moves one way: Collector knows neither Alerts nor Dashboard, Alerts does not know Dashboard.</summary>
public sealed class LayerTests
{
    [Theory]
    [InlineData("Tongbi.Collector", "Tongbi.Alerts")]
    [InlineData("Tongbi.Collector", "Tongbi.Dashboard")]
    [InlineData("Tongbi.Alerts", "Tongbi.Dashboard")]
    public void Layer_DoesNotKnowTheOnesAbove(string layer, string above)
    {
        string[] known = [.. Assembly.Load(layer).GetReferencedAssemblies().Select(assembly => assembly.Name!)];
        Assert.Contains("System.Runtime", known);
        Assert.DoesNotContain(above, known);
    }
}
