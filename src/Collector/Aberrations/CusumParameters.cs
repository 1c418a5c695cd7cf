namespace Tongbi.Collector.Aberrations;

/// <summary>Settings of the CUSUM detector under the names of R's <c>surveillance::algo.cusum</c>.</summary>
/// <param name="K">Reference value: what is taken off at each step.</param>
/// <param name="H">Decision limit: at or above it the method alarms.</param>
/// <param name="M">In-control mean; null = the mean of the series before the range.</param>
/// <param name="Transform">Standardisation.</param>
/// <param name="Alpha">Extra-Poisson variation for <see cref="CusumTransform.PearsonNegBin"/>.</param>
/// <param name="SeasonalMean">Whether m comes from one seasonal harmonic fitted to the series before the range (R's <c>m = "glm"</c>).</param>
/// <param name="Frequency">Observations a year, for the harmonic.</param>
public sealed record CusumParameters(
    double K = 1.04,
    double H = 2.26,
    double? M = null,
    CusumTransform Transform = CusumTransform.Standard,
    double Alpha = 0.1,
    bool SeasonalMean = false,
    int Frequency = 52);
