using System.Globalization;
using NodaTime;

namespace Tongbi.Collector.Sources.Database;

/// <summary>How far a pull has come: a place in the order of its watermark column.</summary>
/// <param name="Kind">What the column holds.</param>
/// <param name="Value">The number; of a time, ticks of 100 ns since 0001-01-01, local or in UTC by its kind.</param>
public readonly record struct Watermark(WatermarkKind Kind, long Value)
{
    /// <summary>Reads a watermark from a configuration or a cursor; false if it is not written as its kind is.</summary>
    public static bool TryParse(WatermarkKind kind, string text, out Watermark watermark)
    {
        long? value = kind switch
        {
            WatermarkKind.Number => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null,
            WatermarkKind.Timestamp => DateTime.TryParseExact(text, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local) ? local.Ticks : null,
            _ => DateTimeOffset.TryParseExact(text, OffsetForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset instant) ? instant.UtcTicks : null,
        };
        watermark = new Watermark(kind, value ?? 0);
        return value is not null;
    }

    /// <summary>Reads a watermark from a column; false if the value is of another kind, as is NULL.</summary>
    /// <param name="kind">What the column should hold.</param>
    /// <param name="value">What the provider gave.</param>
    /// <param name="zone">Zone of times without an offset.</param>
    /// <param name="watermark">The watermark.</param>
    public static bool TryRead(WatermarkKind kind, object value, DateTimeZone zone, out Watermark watermark)
    {
        long? number = (kind, value) switch
        {
            (WatermarkKind.Number, long or int or short or byte or uint or ushort or sbyte) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            (WatermarkKind.Number, decimal whole) when whole == decimal.Truncate(whole) && Math.Abs(whole) <= long.MaxValue => (long)whole,
            (WatermarkKind.Number, double whole) when whole == Math.Truncate(whole) && Math.Abs(whole) <= 1L << 53 => (long)whole,
            (WatermarkKind.Timestamp, DateTime { Kind: DateTimeKind.Utc } utc) => Local(Instant.FromDateTimeUtc(utc), zone).Ticks,
            (WatermarkKind.Timestamp, DateTime local) => local.Ticks,
            (WatermarkKind.Timestamp, DateTimeOffset instant) => Local(Instant.FromDateTimeOffset(instant), zone).Ticks,
            (WatermarkKind.Timestamp, DateOnly date) => date.ToDateTime(TimeOnly.MinValue).Ticks,
            (WatermarkKind.Instant, DateTime { Kind: DateTimeKind.Utc } utc) => utc.Ticks,
            (WatermarkKind.Instant, DateTime local) => ToInstant(local, zone).ToDateTimeUtc().Ticks,
            (WatermarkKind.Instant, DateTimeOffset instant) => instant.UtcTicks,
            _ => null,
        };
        watermark = new Watermark(kind, number ?? 0);
        return number is not null || (value is string text && TryParse(kind, text.Trim(), out watermark));
    }

    /// <summary>The watermark that an instant is; of whole numbers the highest.</summary>
    public static Watermark At(WatermarkKind kind, Instant instant, DateTimeZone zone) => kind switch
    {
        WatermarkKind.Number => new(kind, long.MaxValue),
        WatermarkKind.Timestamp => new(kind, Local(instant, zone).Ticks),
        _ => new(kind, instant.ToDateTimeUtc().Ticks),
    };

    /// <summary>The instant of a time without an offset; in a gap it moves forward, in an overlap it is the earlier one.</summary>
    public static Instant ToInstant(DateTime local, DateTimeZone zone) =>
        zone.ResolveLocal(LocalDateTime.FromDateTime(local), Calendar.OfficeCalendar.LenientResolver).ToInstant();

    /// <summary>What the statement's parameter is set to.</summary>
    public object ToParameter() => Kind switch
    {
        WatermarkKind.Number => Value,
        WatermarkKind.Timestamp => new DateTime(Value, DateTimeKind.Unspecified),
        _ => new DateTime(Value, DateTimeKind.Utc),
    };

    /// <summary>A little or a lot earlier, never before the beginning of its kind.</summary>
    public Watermark Back(long distance)
    {
        long lowest = Kind == WatermarkKind.Number ? long.MinValue : FirstTicks;
        return this with { Value = Value < lowest + distance ? lowest : Value - distance };
    }

    /// <summary>
    /// Just before it: by 1, or by a millisecond, which is finer than no column's type. Whether a statement says "later than" or "not before", all
    /// rows of this watermark are then read again.
    /// </summary>
    public Watermark Before() => Back(Kind == WatermarkKind.Number ? 1 : TimeSpan.TicksPerMillisecond);

    /// <summary>Whether one comes before another of the same kind.</summary>
    public static bool operator <(Watermark one, Watermark other) => one.Value < other.Value;

    /// <summary>Whether one comes after another of the same kind.</summary>
    public static bool operator >(Watermark one, Watermark other) => one.Value > other.Value;

    /// <summary>Whether one does not come after another of the same kind.</summary>
    public static bool operator <=(Watermark one, Watermark other) => one.Value <= other.Value;

    /// <summary>Whether one does not come before another of the same kind.</summary>
    public static bool operator >=(Watermark one, Watermark other) => one.Value >= other.Value;

    /// <summary>As it stands in a cursor, in <c>from</c> and in answers.</summary>
    public override string ToString() => Kind switch
    {
        WatermarkKind.Number => Value.ToString(CultureInfo.InvariantCulture),
        WatermarkKind.Timestamp => new DateTime(Value, DateTimeKind.Unspecified).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        _ => new DateTime(Value, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
    };

    private static DateTime Local(Instant instant, DateTimeZone zone) => instant.InZone(zone).LocalDateTime.ToDateTimeUnspecified();

    // Databases know no year 0, and many none before 1753.
    private static readonly long FirstTicks = new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).Ticks;
    private static readonly string[] LocalForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];
    private static readonly string[] OffsetForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];
}
