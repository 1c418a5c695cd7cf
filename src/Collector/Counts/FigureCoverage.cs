using System.Numerics;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// The hours that a source's figures of one metric cover: each figure its own period, for all series of the metric, since once a source has
/// delivered any figure for a period its other series are known zeros there. By grain: a bit per hour beside the number of figures per bucket.
/// </summary>
internal sealed class FigureCoverage
{
    private readonly BucketMap[] figures; // by grain: hour, day, month, year
    private readonly ulong[]?[] bits;     // likewise; null where there never was a figure of the grain
    private readonly int firstHour;
    private readonly int words;

    public FigureCoverage(CubeCalendar calendar)
        : this([new(), new(), new(), new()], new ulong[]?[4], calendar.FirstHour, ((calendar.EndHour - calendar.FirstHour) >> 6) + 1)
    {
    }

    private FigureCoverage(BucketMap[] figures, ulong[]?[] bits, int firstHour, int words)
    {
        this.figures = figures;
        this.bits = bits;
        this.firstHour = firstHour;
        this.words = words;
    }

    public BucketMap this[BucketGrain grain] => figures[(int)grain - 1];

    public FigureCoverage Clone() => new([.. figures.Select(map => map.Clone())], [.. bits.Select(row => (ulong[]?)row?.Clone())], firstHour, words);

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

        // Buckets of one grain do not overlap.
        ulong[] row = bits[(int)grain - 1] ??= new ulong[words];
        HourSpan span = calendar.HoursOf(grain, start);
        for (int bit = span.From - firstHour; bit < span.To - firstHour; bit++)
        {
            row[bit >> 6] = after ? row[bit >> 6] | (1UL << (bit & 63)) : row[bit >> 6] & ~(1UL << (bit & 63));
        }
    }

    /// <summary>How many hours of [from, to) are covered by figures up to a grain.</summary>
    public int CountIn(int from, int to, BucketGrain upTo = BucketGrain.Year)
    {
        if (from >= to)
        {
            return 0;
        }

        int first = from - firstHour, last = to - 1 - firstHour;
        ulong head = ulong.MaxValue << (first & 63), tail = ulong.MaxValue >> (63 - (last & 63));
        int end = last >> 6, count = 0;
        for (int word = first >> 6; word <= end; word++)
        {
            ulong covered = 0;
            for (int row = 0; row < (int)upTo; row++)
            {
                covered |= bits[row] is { } own ? own[word] : 0;
            }

            covered &= word == first >> 6 ? head : ulong.MaxValue;
            covered &= word == end ? tail : ulong.MaxValue;
            count += BitOperations.PopCount(covered);
        }

        return count;
    }

    /// <summary>The coarsest grain without which less of [from, to) would be covered; hours where nothing is.</summary>
    public BucketGrain CoarsestIn(int from, int to)
    {
        BucketGrain coarsest = BucketGrain.Hour;
        for (int covered = 0, grain = (int)BucketGrain.Hour; grain <= (int)BucketGrain.Year; grain++)
        {
            if (bits[grain - 1] is not null && CountIn(from, to, (BucketGrain)grain) is int with && with > covered)
            {
                (covered, coarsest) = (with, (BucketGrain)grain);
            }
        }

        return coarsest;
    }

    /// <summary>The bucket with a figure that ends last among those that lie wholly in the days [from, to); of several that end together the finest. Null if there is none.</summary>
    public (BucketGrain Grain, int Start)? LastInside(CubeCalendar calendar, int fromDay, int toDay)
    {
        if (fromDay >= toDay)
        {
            return null;
        }

        (BucketGrain, int)? last = null;
        int lastEnd = int.MinValue;
        for (BucketGrain grain = BucketGrain.Hour; grain <= BucketGrain.Year; grain++)
        {
            int index = this[grain].IndexOf(calendar.FirstNotEndedBy(grain, toDay)) - 1;
            if (index >= 0 && calendar.HoursOf(grain, this[grain].KeyAt(index)) is var span && span.From >= calendar.FirstHourOfDay(fromDay) && span.To > lastEnd)
            {
                last = (grain, this[grain].KeyAt(index));
                lastEnd = span.To;
            }
        }

        return last;
    }
}
