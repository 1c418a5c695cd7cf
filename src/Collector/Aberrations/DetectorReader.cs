using System.Globalization;
using Tongbi.Collector.Statistics;

namespace Tongbi.Collector.Aberrations;

/// <summary>
/// Reads a detector and its settings in the public contract's spelling: methods by name, settings under the names of R's <c>surveillance</c>, with R's
/// defaults where they are left out. A setting that the method does not have is refused: it would silently do nothing.
/// </summary>
public sealed class DetectorReader
{
    private static readonly string[] Farrington = ["b", "w", "reweight", "alpha", "trend", "limit54", "powertrans"];
    private static readonly string[] Flexible = [.. Farrington, "weightsThreshold", "pThresholdTrend", "noPeriods", "pastWeeksNotIncluded", "thresholdMethod"];
    private static readonly string[] Ears = ["baseline", "minSigma", "alpha"];
    private static readonly string[] Cusum = ["k", "h", "m", "trans", "alpha"];

    private readonly string method;
    private readonly IReadOnlyDictionary<string, string> given;

    private DetectorReader(string method, IReadOnlyDictionary<string, string> given)
    {
        this.method = method;
        this.given = given;
    }

    /// <summary>The names of all methods.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["farrington", "farrington-flexible", "ears-c1", "ears-c2", "ears-c3", "cusum"];

    /// <summary>Reads one detector.</summary>
    /// <param name="method">A name of <see cref="Methods"/>.</param>
    /// <param name="given">Settings by name; what is left out takes R's default.</param>
    /// <param name="frequency">Observations a year: 365, 52 or 12.</param>
    /// <exception cref="QueryException"><c>bad_method</c>, <c>unknown_parameter</c> or <c>bad_parameter</c>.</exception>
    public static Detector Read(string method, IReadOnlyDictionary<string, string> given, int frequency)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(given);
        DetectorReader reader = new(method, given);
        return method switch
        {
            "farrington" => reader.ReadFarrington(FarringtonParameters.Original with { Frequency = frequency }),
            "farrington-flexible" => reader.ReadFlexible(new FarringtonParameters { Frequency = frequency }),
            "ears-c1" => reader.ReadEars(EarsMethod.C1),
            "ears-c2" => reader.ReadEars(EarsMethod.C2),
            "ears-c3" => reader.ReadEars(EarsMethod.C3),
            "cusum" => reader.ReadCusum(frequency),
            _ => throw new QueryException("bad_method", "method", $"method '{method}' is not known; use {string.Join(", ", Methods)}."),
        };
    }

    private FarringtonDetector ReadFarrington(FarringtonParameters defaults)
    {
        Refuse(Farrington);
        return new FarringtonDetector(ReadCommon(defaults));
    }

    private FarringtonDetector ReadFlexible(FarringtonParameters defaults)
    {
        Refuse(Flexible);
        FarringtonParameters common = ReadCommon(defaults);
        return new FarringtonDetector(common with
        {
            WeightsThreshold = Number("weightsThreshold", common.WeightsThreshold, 0, 100),
            PThresholdTrend = Number("pThresholdTrend", common.PThresholdTrend, 0, 1),
            NoPeriods = Whole("noPeriods", common.NoPeriods, 1, 26),

            // R's NULL: as many as the window's half-width.
            PastWeeksNotIncluded = Whole("pastWeeksNotIncluded", common.HalfWindow, 0, 366),
            ThresholdMethod = Choice("thresholdMethod", ("delta", FarringtonThreshold.Delta), ("nbPlugin", FarringtonThreshold.NbPlugin), ("muan", FarringtonThreshold.Muan)),
        });
    }

    private FarringtonParameters ReadCommon(FarringtonParameters defaults)
    {
        (double cases, int period) = Limit54(defaults);
        return defaults with
        {
            YearsBack = Whole("b", defaults.YearsBack, 1, 20),
            HalfWindow = Whole("w", defaults.HalfWindow, 0, Math.Max(1, (defaults.Frequency - 2) / 2)),
            Reweight = Truth("reweight", defaults.Reweight),
            Alpha = Number("alpha", defaults.Alpha, 1e-9, 0.5),
            Trend = Truth("trend", defaults.Trend),
            Limit54Cases = cases,
            Limit54Period = period,
            Power = Choice("powertrans", ("2/3", 2.0 / 3), ("1/2", 0.5), ("none", 1.0)),
        };
    }

    private EarsDetector ReadEars(EarsMethod which)
    {
        Refuse(Ears);
        EarsParameters defaults = new(which);
        return new EarsDetector(new EarsParameters(which, Whole("baseline", defaults.Baseline, 3, 366), Number("minSigma", defaults.MinSigma, 0, 1e9), Number("alpha", defaults.EffectiveAlpha, 1e-9, 0.5)));
    }

    private CusumDetector ReadCusum(int frequency)
    {
        Refuse(Cusum);
        CusumTransform transform = Choice(
            "trans", ("standard", CusumTransform.Standard), ("rossi", CusumTransform.Rossi), ("anscombe", CusumTransform.Anscombe), ("pearsonNegBin", CusumTransform.PearsonNegBin), ("none", CusumTransform.None));
        if (given.ContainsKey("alpha") && transform != CusumTransform.PearsonNegBin)
        {
            throw new QueryException("bad_parameter", "alpha", "alpha has a meaning for trans=pearsonNegBin only.");
        }

        CusumParameters defaults = new();
        bool seasonal = given.GetValueOrDefault("m") == "glm";
        return new CusumDetector(new CusumParameters(
            Number("k", defaults.K, 0, 1e9),
            Number("h", defaults.H, 0, 1e9),
            seasonal || !given.ContainsKey("m") ? null : Number("m", 1, 1e-9, 1e12),
            transform,
            Number("alpha", defaults.Alpha, 0, 1e3),
            seasonal,
            frequency));
    }

    private void Refuse(string[] known)
    {
        foreach (string name in given.Keys.Where(name => !known.Contains(name)))
        {
            throw new QueryException("unknown_parameter", name, $"{name} is not a parameter of {method}; use {string.Join(", ", known)}.");
        }
    }

    private int Whole(string name, int otherwise, int least, int most) => !given.TryGetValue(name, out string? text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most ? value
        : throw Bad(name, text, $"a whole number from {least} to {most}");

    private double Number(string name, double otherwise, double least, double most) => !given.TryGetValue(name, out string? text) ? otherwise
        : double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most ? value
        : throw Bad(name, text, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    private bool Truth(string name, bool otherwise) => !given.TryGetValue(name, out string? text) ? otherwise
        : bool.TryParse(text, out bool value) ? value
        : throw Bad(name, text, "true or false");

    /// <summary>The first choice is the default.</summary>
    private T Choice<T>(string name, params ReadOnlySpan<(string Text, T Value)> choices)
    {
        if (!given.TryGetValue(name, out string? text))
        {
            return choices[0].Value;
        }

        List<string> known = [];
        foreach ((string spelling, T value) in choices)
        {
            if (spelling == text)
            {
                return value;
            }

            known.Add(spelling);
        }

        throw Bad(name, text, string.Join(", ", known));
    }

    private (double Cases, int Period) Limit54(FarringtonParameters defaults)
    {
        if (!given.TryGetValue("limit54", out string? text))
        {
            return (defaults.Limit54Cases, defaults.Limit54Period);
        }

        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int cases)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int period)
            && period is >= 1 and <= 366
            ? (cases, period)
            : throw Bad("limit54", text, "cases and periods, e.g. 5,4");
    }

    private static QueryException Bad(string name, string text, string wanted) =>
        new("bad_parameter", name, $"{name} '{(text.Length <= 60 ? text : text[..60] + "…")}' is not understood; give {wanted}.");
}
