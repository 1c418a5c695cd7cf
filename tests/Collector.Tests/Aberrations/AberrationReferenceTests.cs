using System.Text.Json;
using Tongbi.Collector.Aberrations;

namespace Tongbi.Collector.Tests.Aberrations;

/// <summary>Every detector against R's package surveillance, within the tolerances its README suggests, with identical alarms.</summary>
public sealed class AberrationReferenceTests
{
    public static TheoryData<string> EarsCases => SurveillanceReferences.Ids("earsC");

    public static TheoryData<string> CusumCases => SurveillanceReferences.Ids("cusum");

    public static TheoryData<string> FarringtonCases => SurveillanceReferences.Ids("farrington");

    public static TheoryData<string> FlexibleCases => SurveillanceReferences.Ids("farringtonFlexible");

    [Theory]
    [MemberData(nameof(EarsCases))]
    public void Ears_EqualsTheReference(string id)
    {
        JsonElement one = SurveillanceReferences.Case("earsC", id);
        JsonElement given = one.GetProperty("parameters");
        EarsParameters parameters = new(
            Enum.Parse<EarsMethod>(given.GetProperty("method").GetString()!),
            given.GetProperty("baseline").GetInt32(),
            given.GetProperty("minSigma").GetDouble(),
            given.GetProperty("alpha").GetDouble());
        (int first, int last) = Range(one);
        AssertEqual(one.GetProperty("output"), Ears.Detect(SurveillanceReferences.Observed(one), first, last, parameters), 1e-9);
    }

    [Theory]
    [MemberData(nameof(CusumCases))]
    public void Cusum_EqualsTheReference(string id)
    {
        JsonElement one = SurveillanceReferences.Case("cusum", id);
        JsonElement given = one.GetProperty("parameters");
        JsonElement mean = given.GetProperty("m");
        JsonElement alpha = given.GetProperty("alpha");
        CusumParameters parameters = new(
            given.GetProperty("k").GetDouble(),
            given.GetProperty("h").GetDouble(),
            mean.ValueKind == JsonValueKind.Number ? mean.GetDouble() : null,
            Enum.Parse<CusumTransform>(given.GetProperty("trans").GetString()!, ignoreCase: true),
            alpha.ValueKind == JsonValueKind.Number ? alpha.GetDouble() : 0.1,
            mean.ValueKind == JsonValueKind.String && mean.GetString() == "glm");
        (int first, int last) = Range(one);
        IReadOnlyList<AberrationPoint> points = Cusum.Detect(SurveillanceReferences.Observed(one), first, last, parameters);
        double?[] statistic = SurveillanceReferences.Numbers(one.GetProperty("output").GetProperty("cusum"));
        double?[] alarms = SurveillanceReferences.Numbers(one.GetProperty("output").GetProperty("alarm"));
        Assert.Equal(statistic.Length, points.Count);
        for (int index = 0; index < points.Count; index++)
        {
            // The seasonal mean comes from an iterated fit, which R stops earlier.
            AssertClose(statistic[index], points[index].Score, parameters.SeasonalMean ? 1e-6 : 1e-9, $"{id}[{index}]");
            Assert.True((alarms[index] == 1) == points[index].Alarm, $"{id}[{index}] alarm");
        }
    }

    [Theory]
    [MemberData(nameof(FarringtonCases))]
    public void Farrington_EqualsTheReference(string id)
    {
        JsonElement one = SurveillanceReferences.Case("farrington", id);
        FarringtonParameters parameters = Parameters(one) with { WeightsThreshold = 1, TwoSided = true };
        (int first, int last) = Range(one);
        IReadOnlyList<AberrationPoint> points = Farrington.Detect(SurveillanceReferences.Observed(one), first, last, parameters);
        double?[] bounds = SurveillanceReferences.Numbers(one.GetProperty("output").GetProperty("upperbound"));
        double?[] alarms = SurveillanceReferences.Numbers(one.GetProperty("output").GetProperty("alarm"));
        for (int index = 0; index < points.Count; index++)
        {
            // The old function prints 0 where there is no result.
            AssertClose(bounds[index] == 0 ? null : bounds[index], points[index].UpperBound, 1e-3, $"{id}[{index}]");
            Assert.True((alarms[index] == 1) == points[index].Alarm, $"{id}[{index}] alarm");
        }
    }

    [Theory]
    [MemberData(nameof(FlexibleCases))]
    public void FarringtonFlexible_EqualsTheReference(string id)
    {
        JsonElement one = SurveillanceReferences.Case("farringtonFlexible", id);
        JsonElement given = one.GetProperty("parameters");
        FarringtonParameters parameters = Parameters(one) with
        {
            WeightsThreshold = given.GetProperty("weightsThreshold").GetDouble(),
            PThresholdTrend = given.GetProperty("pThresholdTrend").GetDouble(),
            NoPeriods = given.GetProperty("noPeriods").GetInt32(),
            PastWeeksNotIncluded = given.GetProperty("pastWeeksNotIncluded").GetInt32(),
            ThresholdMethod = Enum.Parse<FarringtonThreshold>(given.GetProperty("thresholdMethod").GetString()!, ignoreCase: true),
        };
        (int first, int last) = Range(one);

        // Where R's own standard error slips after re-weighting, the textbook recomputation is the right one.
        JsonElement expected = one.GetProperty("depends_on_reweighted_se").GetBoolean() ? one.GetProperty("textbook") : one.GetProperty("output");
        IReadOnlyList<AberrationPoint> points = Farrington.Detect(SurveillanceReferences.Observed(one), first, last, parameters, SurveillanceReferences.Dates(one));
        AssertEqual(expected, points, parameters.ThresholdMethod == FarringtonThreshold.Delta ? 1e-3 : 0);
    }

    private static FarringtonParameters Parameters(JsonElement one)
    {
        JsonElement given = one.GetProperty("parameters");
        return new FarringtonParameters
        {
            YearsBack = given.GetProperty("b").GetInt32(),
            HalfWindow = given.GetProperty("w").GetInt32(),
            Reweight = given.GetProperty("reweight").GetBoolean(),
            Alpha = given.GetProperty("alpha").GetDouble(),
            Trend = given.GetProperty("trend").GetBoolean(),
            Limit54Cases = given.GetProperty("limit54_cases").GetDouble(),
            Limit54Period = given.GetProperty("limit54_period").GetInt32(),
            Power = given.GetProperty("powertrans").GetString() switch { "2/3" => 2.0 / 3, "1/2" => 0.5, _ => 1 },
        };
    }

    private static (int First, int Last) Range(JsonElement one) => (one.GetProperty("range_first").GetInt32() - 1, one.GetProperty("range_last").GetInt32() - 1);

    private static void AssertEqual(JsonElement expected, IReadOnlyList<AberrationPoint> points, double tolerance)
    {
        double?[] bounds = SurveillanceReferences.Numbers(expected.GetProperty("upperbound"));
        double?[] alarms = SurveillanceReferences.Numbers(expected.GetProperty("alarm"));
        Assert.Equal(bounds.Length, points.Count);
        for (int index = 0; index < points.Count; index++)
        {
            AssertClose(bounds[index], points[index].UpperBound, tolerance, $"[{index}]");
            Assert.True((alarms[index] == 1) == points[index].Alarm, $"[{index}] alarm {alarms[index]}: {points[index]}");
        }
    }

    private static void AssertClose(double? expected, double? actual, double tolerance, string where)
    {
        bool close = expected is null
            ? actual is null
            : actual is not null && Math.Abs(expected.Value - actual.Value) <= tolerance * Math.Max(1, Math.Abs(expected.Value));
        Assert.True(close, $"{where}: {actual}, expected {expected}");
    }
}
