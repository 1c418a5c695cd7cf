using NodaTime;

namespace Tongbi.Alerts.Incidents;

/// <summary>The figures that an alert rests on, as the statistics gave them.</summary>
/// <param name="Value">The rule's statistic, held against the threshold: a count, a ratio (0.25 = +25 %), points, minutes. Null where there is no data, or a rate over a base of 0.</param>
/// <param name="Threshold">The threshold of the level it is at; null where it fired for another reason (no data, zero base).</param>
/// <param name="Current">The period's count.</param>
/// <param name="Base">What it is compared with.</param>
/// <param name="Rate">(current − base) / base, 0.25 = +25 %.</param>
/// <param name="PValue">Of the exact two-sided test, where there is one.</param>
/// <param name="DataTime">数据截至: last success of the oldest source behind the figure; null = unknown.</param>
/// <param name="Version">Version of the data set that it was computed from.</param>
public sealed record AlertFigures(
    decimal? Value,
    decimal? Threshold,
    decimal? Current,
    decimal? Base,
    decimal? Rate,
    double? PValue,
    Instant? DataTime,
    long Version)
{
    /// <summary>Nothing is known.</summary>
    public static AlertFigures None { get; } = new(null, null, null, null, null, null, null, 0);
}
