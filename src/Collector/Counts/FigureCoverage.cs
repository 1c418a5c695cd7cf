using System.Numerics;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// The hours that a source's figures of one metric cover: each figure its own period, for all series of the metric, since once a source has
/// delivered any figure for a period its other series are known zeros there. A bit per hour beside the number of figures per bucket.
/// </summary>
internal sealed class FigureCoverage
{
    private readonly BucketMap[] figures; // by grain: hour, day, month, year
    private readonly ulong[] bits;
    private readonly int firstHour;

    public FigureCoverage(CubeCalendar calendar)
        : this([new(), new(), new(), new()], new ulong[((calendar.EndHour - calendar.FirstHour) >> 6) + 1], calendar.FirstHour)
    {
    }

    private FigureCoverage(BucketMap[] figures, ulong[] bits, int firstHour)
    {
        this.figures = figures;
        this.bits = bits;
        this.firstHour = firstHour;
    }

    public BucketMap this[BucketGrain grain] => figures[(int)grain - 1];

    public FigureCoverage Clone() => new([.. figures.Select(map => map.Clone())], (ulong[])bits.Clone(), firstHour);

    /// <summary>Takes figures coming (+) or going (−).</summary>
    public void Add(CubeCalendar calendar, BucketGrain grain, int start, int presence)
    {
        bool before = this[grain].Has(start);
        this[grain].Add(start, 0, presence);
        bool after = this[grain].Has(start);
        if (before == after)
        {
            return;
        }

        HourSpan span = calendar.HoursOf(grain, start);
        for (int hour = span.From; hour < span.To; hour++)
        {
            Set(hour - firstHour, after || IsCovered(calendar, hour));
        }
    }

    public bool Covers(int hour) => (bits[(hour - firstHour) >> 6] >> ((hour - firstHour) & 63) & 1) != 0;

    /// <summary>How many hours of [from, to) are covered.</summary>
    public int CountIn(int from, int to)
    {
        if (from >= to)
        {
            return 0;
        }

        int first = from - firstHour, last = to - 1 - firstHour;
        ulong head = ulong.MaxValue << (first & 63), tail = ulong.MaxValue >> (63 - (last & 63));
        int word = first >> 6, end = last >> 6;
        if (word == end)
        {
            return BitOperations.PopCount(bits[word] & head & tail);
        }

        int count = BitOperations.PopCount(bits[word] & head) + BitOperations.PopCount(bits[end] & tail);
        for (word++; word < end; word++)
        {
            count += BitOperations.PopCount(bits[word]);
        }

        return count;
    }

    /// <summary>Whether a bucket lies wholly in the days [from, to).</summary>
    public bool AnyInside(CubeCalendar calendar, int fromDay, int toDay) => Any(calendar, (from, to) => from >= fromDay && to <= toDay);

    /// <summary>Whether a bucket overlaps the days [from, to).</summary>
    public bool AnyTouching(CubeCalendar calendar, int fromDay, int toDay) => Any(calendar, (from, to) => from < toDay && to > fromDay);

    private bool Any(CubeCalendar calendar, Func<int, int, bool> fits)
    {
        for (BucketGrain grain = BucketGrain.Day; grain <= BucketGrain.Year; grain++)
        {
            for (int i = 0; i < this[grain].Count; i++)
            {
                (int from, int to) = calendar.DaysOf(grain, this[grain].KeyAt(i));
                if (fits(from, to))
                {
                    return true;
                }
            }
        }

        BucketMap hours = this[BucketGrain.Hour];
        for (int i = 0; i < hours.Count; i++)
        {
            int day = calendar.DayOfHour(hours.KeyAt(i));
            if (fits(day, day + 1))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsCovered(CubeCalendar calendar, int hour)
    {
        for (BucketGrain grain = BucketGrain.Hour; grain <= BucketGrain.Year; grain++)
        {
            if (this[grain].Count > 0 && this[grain].Has(calendar.Enclosing(grain, hour)))
            {
                return true;
            }
        }

        return false;
    }

    private void Set(int bit, bool on)
    {
        if (on)
        {
            bits[bit >> 6] |= 1UL << (bit & 63);
        }
        else
        {
            bits[bit >> 6] &= ~(1UL << (bit & 63));
        }
    }
}
