namespace Tongbi.Collector.Statistics;

/// <summary>Ratio of two Poisson rates by the exact conditional test, unrounded (Przyborowski and Wilenski 1940; R's <c>poisson.test</c>).</summary>
/// <param name="Estimate">Rate ratio; null when the base is 0.</param>
/// <param name="Low">Lower 95 % limit (Clopper–Pearson on the conditional binomial).</param>
/// <param name="High">Upper 95 % limit; null when the base is 0 (unbounded).</param>
/// <param name="PValue">Two-sided p-value: the sum over outcomes no likelier than the observed one.</param>
/// <param name="Significant">Whether the p-value is below 0.05.</param>
public sealed record RateRatio(double? Estimate, double? Low, double? High, double PValue, bool Significant);
