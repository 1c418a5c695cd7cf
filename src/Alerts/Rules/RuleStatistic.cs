namespace Tongbi.Alerts.Rules;

/// <summary>What a rule holds against its thresholds.</summary>
public enum RuleStatistic
{
    /// <summary>The figure itself.</summary>
    Value,

    /// <summary>Current − base.</summary>
    Change,

    /// <summary>(current − base) / base: 0.25 is +25 %.</summary>
    Rate,

    /// <summary>百分点: difference of two ratios, in percentage points.</summary>
    Points,

    /// <summary>2(√now − √then), Wheeler's measure for counts: beyond ±3 is notable.</summary>
    Z,

    /// <summary>A detector's score, as <c>/api/v1/aberrations</c> defines it.</summary>
    Score,

    /// <summary>Minutes since the last success of the source (of several: the one that is longest silent).</summary>
    Age,
}
