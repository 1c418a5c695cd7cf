namespace Tongbi.Collector.Aberrations;

/// <summary>One point of a detector's answer. Null where the method has none (too few cases, no variation, a display value only).</summary>
/// <param name="Index">Zero-based position in the observed series.</param>
/// <param name="Observed">The count itself.</param>
/// <param name="Expected">What the method expected.</param>
/// <param name="UpperBound">The limit above which the method alarms.</param>
/// <param name="Score">How far towards the limit: (observed − expected) / (bound − expected) for Farrington, above 1 = alarm;
/// standard deviations above the mean for EARS; the statistic itself for CUSUM.</param>
/// <param name="Alarm">Whether the method alarms.</param>
public readonly record struct AberrationPoint(int Index, double Observed, double? Expected, double? UpperBound, double? Score, bool Alarm);
