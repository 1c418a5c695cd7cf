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

    /// <summary>补录: share of the figure's records that came late, 0.1 = 10 %.</summary>
    Late,

    /// <summary>改判: share of the figure's records that were moved between categories, units or metrics.</summary>
    Reclassified,

    /// <summary>两源不一致: 1 where the two sources of the metric's <c>reconcile</c> differ, else 0.</summary>
    Disagreement,

    /// <summary>Minutes since the last success of the source (of several: the one that is longest silent).</summary>
    Age,
}
