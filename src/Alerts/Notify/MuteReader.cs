using System.Globalization;
using NodaTime;
using Tongbi.Alerts.Routing;
using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Notify;

/// <summary>Reads mute windows and other hours of the day.</summary>
internal static class MuteReader
{
    public static readonly IReadOnlyList<string> Severities = ["blue", "yellow", "orange", "red"];

    public static IReadOnlyList<MuteWindow> Windows(YamlMap root)
    {
        List<MuteWindow> windows = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (YamlMap map in root.OptionalMaps("mute"))
        {
            string id = map.RequiredString("id") ?? "";
            if (id.Length > 0 && !ids.Add(id))
            {
                map.Report("id", $"mute id '{id}' is used twice; give each window its own.");
            }

            MuteWindow window = new(id, Weekdays(map), Times(map, "times"), Numbers(map, "daysOfMonth", -31, 31), Numbers(map, "months", 1, 12), Words(map, "severities", Severities));
            if (window is { Weekdays.Count: 0, Times.Count: 0, DaysOfMonth.Count: 0, Months.Count: 0 })
            {
                map.Report("id", $"mute window '{id}' says no time and would mute for ever; give it weekdays, times, daysOfMonth or months.");
            }

            windows.Add(window);
            map.RefuseUnread();
        }

        return windows;
    }

    public static IReadOnlyList<TimeRange> Times(YamlMap map, string key)
    {
        List<TimeRange> ranges = [];
        foreach (YamlText text in map.OptionalStrings(key))
        {
            if (TimeRange.TryParse(text.Value) is { } range)
            {
                ranges.Add(range);
            }
            else
            {
                map.Mistakes.Add(text, $"{key} '{text.Value}' is not a range of times; write e.g. \"22:00-07:00\".");
            }
        }

        return ranges;
    }

    public static IReadOnlyList<string> Words(YamlMap map, string key, IReadOnlyList<string> known)
    {
        List<string> words = [];
        foreach (YamlText text in map.OptionalStrings(key))
        {
            if (!known.Contains(text.Value, StringComparer.Ordinal))
            {
                map.Mistakes.Add(text, $"{key} '{text.Value}' is unknown; use one of {string.Join(", ", known)}.");
            }

            words.Add(text.Value);
        }

        return words;
    }

    private static IReadOnlyList<IsoDayOfWeek> Weekdays(YamlMap map) =>
        [.. Words(map, "weekdays", DayNames).Select(name => (IsoDayOfWeek)(DayNames.IndexOf(name) + 1)).Where(day => day != IsoDayOfWeek.None)];

    private static List<int> Numbers(YamlMap map, string key, int minimum, int maximum)
    {
        List<int> numbers = [];
        foreach (YamlText text in map.OptionalStrings(key))
        {
            if (int.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number != 0 && number >= minimum && number <= maximum)
            {
                numbers.Add(number);
            }
            else
            {
                map.Mistakes.Add(text, $"{key} '{text.Value}' is out of range; use whole numbers from {minimum} to {maximum}, not 0.");
            }
        }

        return numbers;
    }

    private static readonly List<string> DayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
}
