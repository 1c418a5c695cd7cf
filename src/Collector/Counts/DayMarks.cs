namespace Tongbi.Collector.Counts;

/// <summary>What of one day may have moved: bit i is its hour i (at most 25), the high bits are about the whole day.</summary>
[Flags]
internal enum DayMarks : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The hours' bits.</summary>
    Hours = 0x01FF_FFFF,

    /// <summary>Something may have become less or unknown here.</summary>
    Shrunk = 1u << 28,

    /// <summary>A figure of the day itself, or hours of it.</summary>
    Day = 1u << 29,

    /// <summary>A figure of a day or more came, went or gave way: in sums with other series, any hour of the day may have become known or unknown.</summary>
    Wide = 1u << 30,
}
