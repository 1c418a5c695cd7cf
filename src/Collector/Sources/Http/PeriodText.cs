using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Sources.Http;

/// <summary>
/// The <c>period</c> of a ready figure: <c>2018</c> a year, <c>2018-06</c> a month, <c>2018-06-01</c> a statistical day, <c>2018-06-01T13</c> a
/// wall-clock hour, in an autumn overlap the earlier one unless an offset follows (<c>2018-11-04T01-06:00</c>).
/// </summary>
internal static class PeriodText
{
    /// <summary>Reads a period as grain and start; whether the calendar covers it is the caller's question.</summary>
    /// <returns>False if it is not spelled as above, or if an offset leads to an instant at which no hour of the office begins.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, OfficeCalendar calendar, out BucketGrain grain, out long start)
    {
        grain = default;
        start = 0;
        switch (text.Length)
        {
            case 4:
                grain = BucketGrain.Year;
                bool isYear = Digits.TryTake(text, 9999, out int year);
                start = year;
                return isYear && year > 0;
            case 7:
                grain = BucketGrain.Month;
                return TryMonth(text, out start);
            case 10:
                grain = BucketGrain.Day;
                return Rfc3339.TryDate(text, out start);
            default:
                grain = BucketGrain.Hour;
                return TryHour(text, calendar, out start);
        }
    }

    private static bool TryMonth(ReadOnlySpan<byte> text, out long start)
    {
        bool isMonth = Digits.TryTake(text[..4], 9999, out int year) & Digits.TryTake(text[5..], 12, out int month);
        start = (year * 12) + month - 1;
        return isMonth && text[4] == '-' && year > 0 && month > 0;
    }

    private static bool TryHour(ReadOnlySpan<byte> text, OfficeCalendar calendar, out long start)
    {
        start = 0;
        if (text.Length < 13 || (text[10] | 0x20) != 't' || !Rfc3339.TryDate(text, out long day) || !Digits.TryTake(text.Slice(11, 2), 23, out int hour))
        {
            return false;
        }

        // Beyond these the zone's tables would be asked for years that no calendar covers.
        if (day < calendar.FirstDay || day > calendar.LastDay)
        {
            start = day * 24L;
            return text.Length == 13 || Rfc3339.TryOffset(text[13..], out _);
        }

        if (text.Length == 13)
        {
            start = calendar.HourOfLocal(OfficeCalendar.DateOfDay((int)day) + new LocalTime(hour, 0));
            return true;
        }

        if (!Rfc3339.TryOffset(text[13..], out int offset))
        {
            return false;
        }

        long seconds = (day * 86_400) + (hour * 3_600) - offset;
        start = calendar.HourOf(seconds);
        return calendar.StartSecondsOfHour((int)start) == seconds;
    }
}
