namespace Tongbi.Collector.Statistics;

/// <summary>What becomes of an exact half when a figure is rounded, once.</summary>
public enum Rounding
{
    /// <summary>四舍五入: away from zero, as the National Bureau of Statistics and the police bulletins do. The default.</summary>
    HalfAwayFromZero,

    /// <summary>四舍六入五成双: to the even digit, GB/T 8170-2008.</summary>
    HalfToEven,
}
