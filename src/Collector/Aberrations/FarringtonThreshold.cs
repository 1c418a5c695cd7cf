namespace Tongbi.Collector.Aberrations;

/// <summary>How the upper bound is made from the fitted mean.</summary>
public enum FarringtonThreshold
{
    /// <summary>Normal limit on the power-transformed scale with the delta method (Farrington et al. 1996).</summary>
    Delta,

    /// <summary>Quantile of the negative binomial with the fitted mean and dispersion (Noufaily et al. 2013).</summary>
    NbPlugin,

    /// <summary>The same with the mean replaced by its own upper limit.</summary>
    Muan,
}
