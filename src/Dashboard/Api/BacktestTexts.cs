using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Api;

/// <summary>How a back-test is asked for, over HTTP and on the command line.</summary>
internal static class BacktestTexts
{
    private static readonly Duration ShortestStep = Duration.FromMinutes(1);

    /// <summary>A rule in force by its id, or one written out.</summary>
    /// <exception cref="QueryException">There is none of this id, or it is neither.</exception>
    /// <exception cref="ConfigurationException">The rule written out has mistakes.</exception>
    public static Rule ReadRule(JsonElement rule, RuleSet inForce, Catalogue catalogue) => rule.ValueKind switch
    {
        JsonValueKind.String => inForce.Find(rule.GetString() ?? "")
            ?? throw new QueryException("unknown_rule", "rule", $"rule \"{QueryReader.Short(rule.GetString() ?? "")}\" is not in force; GET /api/v1/rules lists those that are."),

        // JSON is YAML: the one reader of rules reads both.
        JsonValueKind.Object => RuleSet.Read([new ConfigurationText("rule", $"{{\"rules\": [{rule.GetRawText()}]}}")], catalogue).Rules[0],
        _ => throw new QueryException("bad_rule", "rule", "rule is neither the id of a rule nor a rule; see rules/*.yaml for its keys."),
    };

    /// <summary>An instant, or the beginning of a statistical day.</summary>
    /// <exception cref="QueryException">It is neither, or outside the calendar.</exception>
    public static Instant ReadMoment(string field, string text, OfficeCalendar calendar)
    {
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } && calendar.CoversDay(OfficeCalendar.DayNumber(date)))
        {
            return calendar.StartOfHour(calendar.FirstHourOfDay(OfficeCalendar.DayNumber(date)));
        }

        return OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true, Value: var instant } && calendar.Covers(calendar.HourOf(instant.ToInstant()))
            ? instant.ToInstant()
            : throw new QueryException("bad_time", field, $"{field} \"{QueryReader.Short(text)}\" is neither a date nor an instant of the calendar's years; write e.g. 2025-01-01 or 2025-01-01T08:00:00+08:00.");
    }

    /// <summary>The step; an hour where none is named.</summary>
    /// <exception cref="QueryException">It is no duration of fixed length, or too short.</exception>
    public static Duration ReadStep(string? text)
    {
        if (text is null)
        {
            return Duration.FromHours(1);
        }

        return PeriodPattern.Roundtrip.Parse(text) is { Success: true, Value: { Years: 0, Months: 0 } period } && period.ToDuration() >= ShortestStep
            ? period.ToDuration()
            : throw new QueryException("bad_step", "step", $"step \"{QueryReader.Short(text)}\" is no duration of a minute or more; write e.g. PT1H.");
    }
}
