using Tongbi.Dashboard.Demo;
using Tongbi.Dashboard.Operations;
using Xunit;

namespace Tongbi.Dashboard.Tests.Demo;

public sealed class DemoPolicyTests
{
    [Theory]
    // wanted, demo catalogue, marker, records → on
    [InlineData(null, true, false, false, true)]
    [InlineData(null, true, true, true, true)]
    [InlineData(null, true, false, true, false)]
    [InlineData(null, false, false, false, false)]
    [InlineData(null, false, true, true, false)]
    [InlineData(false, true, false, false, false)]
    [InlineData(false, true, true, true, false)]
    [InlineData(true, true, false, false, true)]
    [InlineData(true, true, true, true, true)]
    public void Decide_ByCatalogueAndData(bool? wanted, bool isDemoCatalogue, bool hasMarker, bool hasRecords, bool expected) =>
        Assert.Equal(expected, DemoPolicy.Decide(wanted, isDemoCatalogue, hasMarker, hasRecords));

    [Theory]
    [InlineData(false, false, false, "demo catalogue")]
    [InlineData(true, false, true, "real ones")]
    public void Decide_AskedForWhereItMustNotRun_IsAnError(bool isDemoCatalogue, bool hasMarker, bool hasRecords, string reason)
    {
        OperatorException failure = Assert.Throws<OperatorException>(() => DemoPolicy.Decide(true, isDemoCatalogue, hasMarker, hasRecords));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }
}
