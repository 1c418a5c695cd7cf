using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Catalog;

/// <summary>Reads the calendar settings at the top of the catalogue.</summary>
internal static class CalendarReader
{
    public static OfficeCalendar? Read(YamlMap root)
    {
        DateTimeZone? zone = Zone(root);
        LocalTime dayStart = DayStart(root);
        IsoDayOfWeek weekStart = root.OptionalChoice("weekStart", Weekdays) ?? IsoDayOfWeek.Monday;
        int monthStart = root.OptionalInt("monthStart", 1, 28) ?? 1;
        int? firstYear = root.RequiredInt("firstYear", 1950, 2099);
        if (zone is null || firstYear is null)
        {
            return null;
        }

        try
        {
            return new OfficeCalendar(zone, dayStart, weekStart, monthStart, firstYear.Value);
        }
        catch (ArgumentException)
        {
            // All else was checked above: the zone shifts its clocks by part of an hour.
            root.Report("timeZone", $"timeZone '{zone.Id}' shifts its clocks by part of an hour since {firstYear - 1}, so hours cannot be cut; use another zone or a later firstYear.");
            return null;
        }
    }

    private static DateTimeZone? Zone(YamlMap root)
    {
        if (root.RequiredString("timeZone") is not { } id)
        {
            return null;
        }

        DateTimeZone? zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
        if (zone is null)
        {
            root.Report("timeZone", $"timeZone '{id}' is not an IANA time zone; write e.g. Asia/Shanghai.");
        }

        return zone;
    }

    private static LocalTime DayStart(YamlMap root)
    {
        LocalTime dayStart = root.OptionalTime("dayStart") ?? LocalTime.Midnight;
        if (dayStart.Minute != 0)
        {
            root.Report("dayStart", $"dayStart '{dayStart:HH\\:mm}' is not on a whole hour; write e.g. \"08:00\".");
            return LocalTime.Midnight;
        }

        return dayStart;
    }

    private static readonly OrderedDictionary<string, IsoDayOfWeek> Weekdays = new(StringComparer.Ordinal)
    {
        ["monday"] = IsoDayOfWeek.Monday,
        ["tuesday"] = IsoDayOfWeek.Tuesday,
        ["wednesday"] = IsoDayOfWeek.Wednesday,
        ["thursday"] = IsoDayOfWeek.Thursday,
        ["friday"] = IsoDayOfWeek.Friday,
        ["saturday"] = IsoDayOfWeek.Saturday,
        ["sunday"] = IsoDayOfWeek.Sunday,
    };
}
