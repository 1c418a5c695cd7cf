namespace Tongbi.Collector.Sources.Http;

/// <summary>
/// RFC 3339 instants to Unix seconds, by hand: this runs for every event. Strict: seconds and an offset are required, a fraction is allowed
/// and cut off, <c>t</c> and <c>z</c> may be lower case, and second 60 is refused because no counted hour has one.
/// </summary>
internal static class Rfc3339
{
    /// <summary>Reads an instant.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long unixSeconds)
    {
        unixSeconds = 0;
        if (text.Length < "2026-01-01T00:00:00Z".Length
            || !TryDate(text, out long day)
            || (text[10] | 0x20) != 't'
            || text[13] != ':'
            || text[16] != ':'
            || !Digits.TryTake(text.Slice(11, 2), 23, out int hour)
            || !Digits.TryTake(text.Slice(14, 2), 59, out int minute)
            || !Digits.TryTake(text.Slice(17, 2), 59, out int second))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = text[19..];
        if (rest[0] == '.')
        {
            int digits = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits < 1)
            {
                return false;
            }

            rest = rest[(1 + digits)..];
        }

        if (!TryOffset(rest, out int offsetSeconds))
        {
            return false;
        }

        unixSeconds = (day * 86_400) + (hour * 3_600) + (minute * 60) + second - offsetSeconds;
        return true;
    }

    /// <summary>Reads the leading <c>YYYY-MM-DD</c> as days since 1970-01-01.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out long day)
    {
        day = 0;
        if (text.Length < 10
            || text[4] != '-'
            || text[7] != '-'
            || !Digits.TryTake(text[..4], 9999, out int year)
            || !Digits.TryTake(text.Slice(5, 2), 12, out int month)
            || !Digits.TryTake(text.Slice(8, 2), 31, out int dayOfMonth)
            || month == 0
            || dayOfMonth == 0
            || dayOfMonth > DaysIn(year, month))
        {
            return false;
        }

        day = DaysSinceEpoch(year, month, dayOfMonth);
        return true;
    }

    /// <summary>Reads <c>Z</c> or <c>+hh:mm</c>, which must be all of the text.</summary>
    public static bool TryOffset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.Length == 1)
        {
            return (text[0] | 0x20) == 'z';
        }

        if (text.Length != 6
            || text[0] is not ((byte)'+' or (byte)'-')
            || text[3] != ':'
            || !Digits.TryTake(text.Slice(1, 2), 23, out int hours)
            || !Digits.TryTake(text.Slice(4, 2), 59, out int minutes))
        {
            return false;
        }

        seconds = ((hours * 60) + minutes) * (text[0] == '-' ? -60 : 60);
        return true;
    }

    private static int DaysIn(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    // Years counted from March, so that the leap day is the last of its year; 146,097 days are 400 years.
    private static long DaysSinceEpoch(int year, int month, int day)
    {
        int shifted = month <= 2 ? year - 1 : year;
        int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
        int yearOfEra = shifted - (era * 400);
        int dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        int dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097L) + dayOfEra - 719_468;
    }
}
