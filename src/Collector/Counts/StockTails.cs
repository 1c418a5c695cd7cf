using NodaTime;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>Judges what is to come after the last figure of a stock.</summary>
internal static class StockTails
{
    /// <summary>Judges one source.</summary>
    /// <param name="calendar">How time is cut.</param>
    /// <param name="last">The source's last bucket in the span; null = none.</param>
    /// <param name="toDay">Day after the span.</param>
    /// <param name="lateAfter">How late the source may be.</param>
    /// <param name="now">The present moment.</param>
    public static StockTail Of(CubeCalendar calendar, (BucketGrain Grain, int Start)? last, int toDay, Duration lateAfter, Instant now)
    {
        if (last is not { } bucket)
        {
            return StockTail.None;
        }

        if (!calendar.Covers(bucket.Grain, bucket.Start + 1L) || calendar.HoursOf(bucket.Grain, bucket.Start + 1).To is var end && end > calendar.FirstHourOfDay(toDay))
        {
            return StockTail.Complete;
        }

        return now < Instant.FromUnixTimeSeconds(calendar.StartSecondsOfHour(end)) + lateAfter ? StockTail.Awaited : StockTail.Overdue;
    }
}
