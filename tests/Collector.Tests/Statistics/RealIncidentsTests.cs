using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

/// <summary>All comparisons of the real data set, computed independently, through the engine.</summary>
public sealed class RealIncidentsTests(RealIncidents incidents) : IClassFixture<RealIncidents>
{
    [Fact]
    public void Counts_OfTheRealRows_AreAllThere()
    {
        incidents.SkipIfAbsent();
        Assert.Equal(1_075_734, incidents.Total);
    }

    [Fact]
    public void Comparison_OfEveryAnswer_IsReproduced()
    {
        incidents.SkipIfAbsent();
        int seen = 0;
        int otherRange = 0;
        foreach (JsonElement answer in Comparisons())
        {
            (string period, string compare) = Question(answer);
            StatisticItem item = Ask(answer, period, compare, Now);
            StatisticComparison ours = item.Comparisons[compare];
            string context = $"{answer}\n{item}\n{ours}";
            Assert.True(answer.GetProperty("current").GetInt64() == item.Value, context);
            seen++;
            if (answer.GetProperty("previous").ValueKind == JsonValueKind.Null)
            {
                Assert.True(ours is { Comparable: false, Reason: "no_counterpart", Value: null }, context);
                continue;
            }

            Assert.True(answer.GetProperty("days_current").GetInt32() == item.Period.Days, context);
            if ($"{ours.Period!.From}/{ours.Period.To}" != Base(answer))
            {
                // The answers count 28 days back from the last day, and shift the days of whole months too; the contract shifts both ends (rule 2) and keeps
                // whole months whole (rule 1). That differs only where one side has a 29 February. Their figures hold for their range all the same.
                Assert.True(compare == "year" && (Has29February(Current(answer)) || Has29February($"{ours.Period.From}/{ours.Period.To}")), context);
                Assert.True(answer.GetProperty("previous").GetInt64() == Ask(answer, Base(answer), "none", Now).Value, context);
                otherRange++;
                continue;
            }

            Assert.True(answer.GetProperty("days_previous").GetInt32() == ours.Period.Days, context);
            Assert.True(answer.GetProperty("previous").GetInt64() == ours.Value, context);
            Assert.True(answer.GetProperty("difference").GetInt64() == ours.Change, context);
            Assert.True(Printed(answer) == ours.Percent, context);
        }

        Assert.Equal((1_172, 20), (seen, otherRange));
    }

    [Fact]
    public void RunningYear_AtTheMidnightAfterEveryAnswersDay_IsReproduced()
    {
        incidents.SkipIfAbsent();
        DateTimeZone zone = incidents.Catalogue.Calendar.Zone;
        int seen = 0;
        foreach (JsonElement answer in Comparisons().Where(answer => answer.GetProperty("kind").GetString() == "year_to_date"))
        {
            LocalDate end = LocalDatePattern.Iso.Parse(answer.GetProperty("current_to").GetString()![..10]).Value;
            if (end is { Month: 1, Day: 1 })
            {
                // At that midnight the running year is the next one.
                continue;
            }

            StatisticComparison ours = Ask(answer, "ytd", "year", OffsetDateTimePattern.Rfc3339.Format(zone.AtStartOfDay(end).ToOffsetDateTime())).Comparisons["year"];

            Assert.True(answer.GetProperty("current").GetInt64() == ours.Current, $"{answer}\n{ours}");
            Assert.True(answer.GetProperty("previous").GetInt64() == ours.Value, $"{answer}\n{ours}");
            Assert.True(answer.GetProperty("days_previous").GetInt32() == ours.Period!.Days, $"{answer}\n{ours}");
            Assert.True(Printed(answer) == ours.Percent, $"{answer}\n{ours}");
            seen++;
        }

        Assert.InRange(seen, 90, 116);
    }

    private StatisticItem Ask(JsonElement answer, string period, string compare, string at)
    {
        StatisticsRequest request = new()
        {
            Metrics = [incidents.Catalogue.Metrics[0]],
            Unit = answer.GetProperty("district").GetString() is { } district ? incidents.Catalogue.FindUnit(district)! : incidents.Catalogue.RootUnit,
            Category = answer.GetProperty("category").GetString() ?? "",
            Periods = [period],
            Compare = [compare],
        };
        return Assert.Single(new StatisticsEngine().Evaluate(incidents.Counts, request, Office.At(at)).Items);
    }

    private JsonElement[] Comparisons() => [.. incidents.Answers!.Value.GetProperty("comparisons").EnumerateArray()];

    private static string Current(JsonElement answer) => Range(answer, "current");

    private static string Base(JsonElement answer) => Range(answer, "previous");

    private static string Range(JsonElement answer, string side) =>
        answer.GetProperty(side + "_from").GetString()![..10] + "/" + answer.GetProperty(side + "_to").GetString()![..10];

    private static bool Has29February(string range) => string.CompareOrdinal(range[..10], "2016-02-29") <= 0 && string.CompareOrdinal("2016-02-29", range[11..]) < 0;

    private static (string Period, string Compare) Question(JsonElement answer)
    {
        string from = answer.GetProperty("current_from").GetString()![..10];
        string to = answer.GetProperty("current_to").GetString()![..10];
        return answer.GetProperty("kind").GetString() switch
        {
            "full_year" => (from[..4], "year"),
            "calendar_month_vs_last_year" => (from[..7], "year"),
            "calendar_month_vs_previous_month" => (from[..7], "previous"),
            "iso_week_vs_previous_week" => (Week(from), "previous"),
            "iso_week_vs_same_iso_week_last_year" => (Week(from), "year"),
            "same_day_last_year" => (from, "year"),
            "rolling_28_days_vs_preceding_28" => ($"{from}/{to}", "previous"),
            "rolling_28_days_vs_same_dates_last_year" or "year_to_date" => ($"{from}/{to}", "year"),
            "rolling_28_days_vs_364_days_earlier" => ($"{from}/{to}", "year-weekday"),
            string other => throw new InvalidOperationException(other),
            null => throw new InvalidOperationException("No kind."),
        };
    }

    private static string Week(string monday)
    {
        DateTime date = DateTime.Parse(monday, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(date)}-W{ISOWeek.GetWeekOfYear(date):00}");
    }

    private const string Now = "2018-06-01T00:00:00-05:00";

    // The answers have no percentage for a base of 0; the contract prints 0.00% where both are 0.
    private static string? Printed(JsonElement answer) => answer.GetProperty("pct_2dp").GetString() switch
    {
        null => answer.GetProperty("current").GetInt64() == 0 ? "0.00%" : null,
        "0.00" or "-0.00" => "0.00%",
        { } negative when negative[0] == '-' => FigureText.Minus + negative[1..] + "%",
        { } positive => "+" + positive + "%",
    };
}
