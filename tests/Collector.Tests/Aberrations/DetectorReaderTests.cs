using Tongbi.Collector.Aberrations;
using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Aberrations;

public sealed class DetectorReaderTests
{
    [Theory]
    [InlineData("farrington", "b=5 w=3 reweight=True alpha=0.05 trend=True limit54=5,4 powertrans=2/3")]
    [InlineData("farrington-flexible", "b=5 w=3 reweight=True alpha=0.05 trend=True limit54=5,4 powertrans=2/3 weightsThreshold=2.58 pThresholdTrend=0.05 noPeriods=1 pastWeeksNotIncluded=3 thresholdMethod=delta")]
    [InlineData("ears-c1", "baseline=7 minSigma=0 alpha=0.001")]
    [InlineData("ears-c2", "baseline=7 minSigma=0 alpha=0.001")]
    [InlineData("ears-c3", "baseline=7 minSigma=0 alpha=0.025")]
    [InlineData("cusum", "k=1.04 h=2.26 m= trans=standard")]
    public void Read_WithoutSettings_TakesThoseOfR(string method, string settings)
    {
        Detector detector = DetectorReader.Read(method, Given(), 52);

        Assert.Equal(method, detector.Name);
        Assert.Equal(settings, Print(detector));
    }

    [Fact]
    public void Read_OfEverySetting_PutsItInForce()
    {
        Assert.Equal(
            "b=4 w=2 reweight=False alpha=0.01 trend=False limit54=3,6 powertrans=1/2 weightsThreshold=1 pThresholdTrend=1 noPeriods=10 pastWeeksNotIncluded=26 thresholdMethod=nbPlugin",
            Print(DetectorReader.Read(
                "farrington-flexible",
                Given("b=4", "w=2", "reweight=false", "alpha=0.01", "trend=FALSE", "limit54=3,6", "powertrans=1/2", "weightsThreshold=1", "pThresholdTrend=1", "noPeriods=10", "pastWeeksNotIncluded=26", "thresholdMethod=nbPlugin"),
                52)));
        Assert.Equal("k=1 h=4 m=glm trans=pearsonNegBin alpha=0.2", Print(DetectorReader.Read("cusum", Given("k=1", "h=4", "m=glm", "trans=pearsonNegBin", "alpha=0.2"), 52)));
        Assert.Equal("k=1.04 h=2.26 m=3.5 trans=rossi", Print(DetectorReader.Read("cusum", Given("m=3.5", "trans=rossi"), 52)));
    }

    [Fact]
    public void Read_OfTheFlexibleFormWithAWindow_LeavesOutAsManyPastWeeks() =>
        Assert.Contains("pastWeeksNotIncluded=4", Print(DetectorReader.Read("farrington-flexible", Given("w=4"), 52)), StringComparison.Ordinal);

    [Theory]
    [InlineData("glrpois", "", "bad_method", "method")]
    [InlineData("ears-c1", "b=5", "unknown_parameter", "b")]
    [InlineData("farrington", "noPeriods=10", "unknown_parameter", "noPeriods")]
    [InlineData("farrington", "b=0", "bad_parameter", "b")]
    [InlineData("farrington", "b=2.5", "bad_parameter", "b")]
    [InlineData("farrington", "w=26", "bad_parameter", "w")]
    [InlineData("farrington", "alpha=1", "bad_parameter", "alpha")]
    [InlineData("farrington", "alpha=NaN", "bad_parameter", "alpha")]
    [InlineData("farrington", "reweight=yes", "bad_parameter", "reweight")]
    [InlineData("farrington", "limit54=5", "bad_parameter", "limit54")]
    [InlineData("farrington", "powertrans=3/4", "bad_parameter", "powertrans")]
    [InlineData("farrington-flexible", "thresholdMethod=Delta", "bad_parameter", "thresholdMethod")]
    [InlineData("ears-c2", "baseline=2", "bad_parameter", "baseline")]
    [InlineData("cusum", "m=0", "bad_parameter", "m")]
    [InlineData("cusum", "alpha=0.1", "bad_parameter", "alpha")]
    [InlineData("cusum", "trans=log", "bad_parameter", "trans")]
    public void Read_OfWhatIsNotUnderstood_NamesIt(string method, string setting, string code, string field)
    {
        QueryException refusal = Assert.Throws<QueryException>(() => DetectorReader.Read(method, Given(setting.Split(' ', StringSplitOptions.RemoveEmptyEntries)), 52));

        Assert.Equal((code, field), (refusal.Code, refusal.Field));
    }

    private static Dictionary<string, string> Given(params string[] settings) => settings.Select(setting => setting.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);

    private static string Print(Detector detector) => string.Join(' ', detector.Parameters.Select(pair =>
        $"{pair.Key}={(pair.Value is double[] several ? string.Join(',', several) : FormattableString.Invariant($"{pair.Value}"))}"));
}
