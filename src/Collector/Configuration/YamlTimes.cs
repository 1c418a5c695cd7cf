using NodaTime;
using NodaTime.Text;

namespace Tongbi.Collector.Configuration;

/// <summary>Dates, times of day and durations in configuration files.</summary>
public static class YamlTimes
{
    /// <summary>Longest duration that a file may give: ten years.</summary>
    public static Duration MaximumDuration { get; } = Duration.FromDays(3660);

    /// <summary>An ISO 8601 date that must be there; null after a mistake.</summary>
    public static LocalDate? RequiredDate(this YamlMap map, string key) => Date(map, map.Required(key), key);

    /// <summary>An ISO 8601 date that may be absent.</summary>
    public static LocalDate? OptionalDate(this YamlMap map, string key) => Date(map, map.Find(key), key);

    /// <summary>A time of day <c>HH:mm</c> that may be absent.</summary>
    public static LocalTime? OptionalTime(this YamlMap map, string key)
    {
        if (map.Text(map.Find(key), key) is not { } text)
        {
            return null;
        }

        ParseResult<LocalTime> time = TimePattern.Parse(text.Value);
        if (time.Success)
        {
            return time.Value;
        }

        map.Mistakes.Add(text, $"{key} '{text.Value}' is not a time of day; write e.g. \"08:00\".");
        return null;
    }

    /// <summary>An ISO 8601 duration of fixed length (weeks down to seconds) that must be there; null after a mistake.</summary>
    public static Duration? RequiredDuration(this YamlMap map, string key) => Length(map, map.Required(key), key);

    /// <summary>An ISO 8601 duration of fixed length (weeks down to seconds) that may be absent.</summary>
    public static Duration? OptionalDuration(this YamlMap map, string key) => Length(map, map.Find(key), key);

    private static LocalDate? Date(YamlMap map, YamlNode? node, string key)
    {
        if (map.Text(node, key) is not { } text)
        {
            return null;
        }

        ParseResult<LocalDate> date = LocalDatePattern.Iso.Parse(text.Value);
        if (date.Success)
        {
            return date.Value;
        }

        map.Mistakes.Add(text, $"{key} '{text.Value}' is not a date; write e.g. 2026-02-15.");
        return null;
    }

    private static Duration? Length(YamlMap map, YamlNode? node, string key)
    {
        if (map.Text(node, key) is not { } text)
        {
            return null;
        }

        ParseResult<Period> period = PeriodPattern.Roundtrip.Parse(text.Value);
        if (!period.Success || period.Value is { Years: not 0 } or { Months: not 0 })
        {
            map.Mistakes.Add(text, $"{key} '{text.Value}' is not a duration of fixed length; write e.g. PT5M, PT1H or P1D (months and years have no fixed length: use P31D).");
            return null;
        }

        // In seconds and as a decimal, since a hostile number of weeks would overflow a duration.
        decimal seconds = (((((((period.Value.Weeks * 7m) + period.Value.Days) * 24) + period.Value.Hours) * 60) + period.Value.Minutes) * 60)
            + period.Value.Seconds + (period.Value.Milliseconds / 1_000m) + (period.Value.Nanoseconds / 1_000_000_000m);
        if (seconds < 0 || seconds > (decimal)MaximumDuration.TotalSeconds || seconds != decimal.Truncate(seconds))
        {
            map.Mistakes.Add(text, $"{key} '{text.Value}' is out of range; use whole seconds up to ten years, not negative.");
            return null;
        }

        return Duration.FromSeconds((long)seconds);
    }

    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
}
