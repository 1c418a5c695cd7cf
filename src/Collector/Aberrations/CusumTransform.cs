namespace Tongbi.Collector.Aberrations;

/// <summary>How a count is standardised before it is cumulated; x the count, m the in-control mean.</summary>
public enum CusumTransform
{
    /// <summary>(x − m) / √m.</summary>
    Standard,

    /// <summary>(x − 3m + 2√(xm)) / (2√m), nearly normal for small means (Rossi et al. 1999).</summary>
    Rossi,

    /// <summary>1.5 (x^⅔ − m^⅔) / m^⅙ (Anscombe).</summary>
    Anscombe,

    /// <summary>(x − m) / √(m + αm²), for counts that vary more than Poisson.</summary>
    PearsonNegBin,

    /// <summary>x itself.</summary>
    None,
}
