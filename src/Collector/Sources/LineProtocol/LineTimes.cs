using System.Globalization;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.LineProtocol;

/// <summary>
/// Writes a line's timestamp as the contract's <c>occurredAt</c> or <c>period</c>. A line without one is of now, the moment at which its
/// request began. One per request; the last answers are kept, since lines are mostly sorted by time. Not thread-safe.
/// </summary>
internal sealed class LineTimes(OfficeCalendar calendar, LinePrecision precision, DateTimeOffset now)
{
    /// <summary>Appends the instant, to the second.</summary>
    public FieldSlot AppendInstant(long? timestamp, RowBytes row)
    {
        int start = row.Length;
        long day = Math.DivRem(Seconds(timestamp), SecondsADay, out long second);
        (day, second) = second < 0 ? (day - 1, second + SecondsADay) : (day, second);
        if (day != lastDay)
        {
            lastDay = day;
            lastDate = Utf8Of($"{OfficeCalendar.DateOfDay((int)Math.Clamp(day, FirstDay, LastDay)):uuuu-MM-dd}T");
        }

        row.Append(lastDate);
        row.Append(
        [
            Digit(second / 36_000), Digit(second / 3_600 % 10), (byte)':',
            Digit(second / 600 % 6), Digit(second / 60 % 10), (byte)':',
            Digit(second / 10 % 6), Digit(second % 10), (byte)'Z',
        ]);
        return new FieldSlot(start, row.Length - start, FieldKind.Text);
    }

    /// <summary>Appends the hour, statistical day, month or year that the timestamp lies in. The hour carries its offset: only that tells the
    /// two hours of an autumn night apart.</summary>
    public FieldSlot AppendPeriod(long? timestamp, BucketGrain grain, RowBytes row)
    {
        int start = row.Length;
        long seconds = Seconds(timestamp);
        if (seconds < calendar.StartSecondsOfHour(calendar.FirstHour) || seconds >= calendar.StartSecondsOfHour(calendar.EndHour))
        {
            // A period of the right shape that no calendar covers, to be refused as out of range.
            row.Append(OutOfRange(grain));
            return new FieldSlot(start, row.Length - start, FieldKind.Text);
        }

        int hour = calendar.HourOf(seconds);
        if (hour != lastHour || grain != lastGrain)
        {
            (lastHour, lastGrain) = (hour, grain);
            lastPeriod = PeriodOf(hour, grain);
        }

        row.Append(lastPeriod);
        return new FieldSlot(start, row.Length - start, FieldKind.Text);
    }

    private byte[] PeriodOf(int hour, BucketGrain grain)
    {
        if (grain == BucketGrain.Hour)
        {
            OffsetDateTime begins = calendar.OffsetOfHour(hour);
            int minutes = begins.Offset.Seconds / 60;
            return Utf8Of($"{begins.LocalDateTime:uuuu-MM-ddTHH}{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:D2}:{Math.Abs(minutes) % 60:D2}");
        }

        int day = calendar.DayOfHour(hour);
        int month = calendar.MonthOfDay(day);
        return grain switch
        {
            BucketGrain.Day => Utf8Of($"{OfficeCalendar.DateOfDay(day):uuuu-MM-dd}"),
            BucketGrain.Month => Utf8Of($"{month / 12:D4}-{(month % 12) + 1:D2}"),
            _ => Utf8Of($"{month / 12:D4}"),
        };
    }

    private long Seconds(long? timestamp) => timestamp is { } given ? LinePrecisions.ToSeconds(given, precision) : now.ToUnixTimeSeconds();

    private static ReadOnlySpan<byte> OutOfRange(BucketGrain grain) => grain switch
    {
        BucketGrain.Hour => "0001-01-01T00"u8,
        BucketGrain.Day => "0001-01-01"u8,
        BucketGrain.Month => "0001-01"u8,
        _ => "0001"u8,
    };

    private static byte Digit(long value) => (byte)('0' + value);

    private static byte[] Utf8Of(FormattableString text) => System.Text.Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture));

    private const long SecondsADay = 86_400;

    // 0001-01-01 and 9999-12-31: what lies beyond is out of every calendar's range, and so are they.
    private const long FirstDay = -719_162;
    private const long LastDay = 2_932_896;

    private long lastDay = long.MinValue;
    private byte[] lastDate = [];
    private int lastHour = int.MinValue;
    private BucketGrain lastGrain;
    private byte[] lastPeriod = [];
}
