using System.Globalization;
using NodaTime;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Catalog;

/// <summary>Reads the published holiday windows: year → name → from, to.</summary>
internal static class HolidayReader
{
    public static IReadOnlyList<HolidayWindow> Read(YamlMap root)
    {
        List<HolidayWindow> holidays = [];
        foreach (YamlEntry yearEntry in root.OptionalMap("holidays")?.Entries ?? [])
        {
            int? year = Year(yearEntry.Key, root.Mistakes);
            if (yearEntry.Value is not YamlMap names)
            {
                root.Mistakes.Add(yearEntry.Value, $"holidays of {yearEntry.Key.Value} are {yearEntry.Value.Kind} where a map of names is expected.");
                continue;
            }

            foreach (YamlEntry entry in names.Entries)
            {
                if (entry.Value is not YamlMap window)
                {
                    root.Mistakes.Add(entry.Value, $"holiday '{entry.Key.Value}' is {entry.Value.Kind} where {{ from: …, to: … }} is expected.");
                }
                else if (Window(window, year, entry.Key.Value) is { } holiday)
                {
                    holidays.Add(holiday);
                }
            }
        }

        return holidays;
    }

    private static HolidayWindow? Window(YamlMap map, int? year, string name)
    {
        LocalDate? from = map.RequiredDate("from");
        LocalDate? to = map.RequiredDate("to");
        map.RefuseUnread();
        if (from is null || to is null || year is null)
        {
            return null;
        }

        if (to < from)
        {
            map.Report("to", $"holiday '{name}' ends on {to.Value:yyyy-MM-dd}, before it begins; to is the last day off.");
        }

        // A window may begin in the last days of the year before (New Year), no further.
        if (from.Value.Year < year - 1 || to.Value.Year > year + 1 || (from.Value.Year != year && to.Value.Year != year))
        {
            map.Report("from", $"holiday '{name}' of {year} does not touch that year; put it under its own year.");
        }

        return new HolidayWindow(year.Value, name, from.Value, to.Value);
    }

    private static int? Year(YamlText key, MistakeList mistakes)
    {
        if (key.Value.Length == 4 && int.TryParse(key.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is >= 1950 and <= 2100)
        {
            return year;
        }

        mistakes.Add(key, $"'{key.Value}' is not a year between 1950 and 2100.");
        return null;
    }
}
