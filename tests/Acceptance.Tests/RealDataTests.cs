using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>
/// The real data set, imported by the program's own verb and read back through the public API: every total, cell and comparison of its
/// answers file, which was computed independently. The data are never committed; a public clone skips, saying so.
/// </summary>
[Collection(RealDataServer.Shared)]
public sealed class RealDataTests(RealDataServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_OfTheWholeSet_LosesNoRow()
    {
        server.SkipIfAbsent();
        Assert.Contains("1075734", server.ImportOutput.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1_075_734, await SomeEvents.CountAsync(server.Client, "metric=incident&period=2014-01-01/2018-01-01", Cancel));
        foreach ((string year, long total) in new[] { ("2014", 275_200L), ("2015", 263_929L), ("2016", 268_813L), ("2017", 267_792L) })
        {
            Assert.Equal(total, await SomeEvents.CountAsync(server.Client, "metric=incident&period=" + year, Cancel));
        }
    }

    [Theory]
    [InlineData("category_by_year", "category")]
    [InlineData("district_by_year", "unit")]
    public async Task TotalsByYear_EqualTheAnswers(string table, string by)
    {
        server.SkipIfAbsent();
        foreach (string year in new[] { "2014", "2015", "2016", "2017" })
        {
            Dictionary<string, long> ours = (await SomeEvents.StatisticsAsync(server.Client, $"metric=incident&period={year}&by={by}", Cancel))
                .ToDictionary(item => item.GetProperty("key").GetString()!, item => item.GetProperty("value").GetInt64());
            foreach (JsonProperty row in server.Answers.GetProperty(table).EnumerateObject())
            {
                long expected = row.Value.TryGetProperty(year, out JsonElement count) ? count.GetInt64() : 0;
                Assert.True(expected == ours[row.Name], $"{table} {row.Name} {year}: {ours[row.Name]}, expected {expected}");
            }
        }
    }

    [Fact]
    public async Task TotalsByMonthAndWeek_EqualTheAnswers()
    {
        server.SkipIfAbsent();
        JsonElement months = await SeriesAsync("metric=incident&from=2014-01-01&to=2018-01-01&grain=month&by=category");
        string[] times = [.. months.GetProperty("times").EnumerateArray().Select(time => time.GetString()![..7])];
        foreach (JsonElement curve in months.GetProperty("series").EnumerateArray())
        {
            if (!server.Answers.GetProperty("category_by_month").TryGetProperty(curve.GetProperty("category").GetString()!, out JsonElement answers))
            {
                continue;
            }

            for (int month = 0; month < times.Length; month++)
            {
                long expected = answers.TryGetProperty(times[month], out JsonElement count) ? count.GetInt64() : 0;
                Assert.Equal(expected, curve.GetProperty("values")[month].GetInt64());
            }
        }

        foreach (JsonProperty week in server.Answers.GetProperty("total_by_iso_week").EnumerateObject())
        {
            // The first and last ISO weeks reach over the data set's edges: the answers count what the set holds of them.
            long? ours = await SomeEvents.CountAsync(server.Client, "metric=incident&period=" + week.Name, Cancel);
            Assert.True(week.Value.GetInt64() == ours, $"{week.Name}: {ours}, expected {week.Value}");
        }
    }

    [Fact]
    public async Task TotalsByWeekdayAndHour_EqualTheAnswers_WithTheSpringHourMovedForward()
    {
        server.SkipIfAbsent();
        JsonElement hours = await SeriesAsync("metric=incident&from=2014-01-01&to=2018-01-01&grain=hour");
        long[] byWeekday = new long[8];
        long[] byHour = new long[24];
        int index = 0;
        foreach (JsonElement time in hours.GetProperty("times").EnumerateArray())
        {
            DateTime local = DateTimeOffset.Parse(time.GetString()!, CultureInfo.InvariantCulture).DateTime;
            long count = hours.GetProperty("series")[0].GetProperty("values")[index++].GetInt64();
            byWeekday[local.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)local.DayOfWeek] += count;
            byHour[local.Hour] += count;
        }

        for (int weekday = 1; weekday <= 7; weekday++)
        {
            Assert.Equal(server.Answers.GetProperty("total_by_iso_weekday_1_is_monday").GetProperty(weekday.ToString(CultureInfo.InvariantCulture)).GetInt64(), byWeekday[weekday]);
        }

        // The source stamps a few rows with the hour that the clocks skip; they are read an hour later, and no other hour moves.
        int skipped = CountRowsInTheSkippedHour();
        Assert.InRange(skipped, 30, 45);
        for (int hour = 0; hour < 24; hour++)
        {
            long expected = server.Answers.GetProperty("category_by_hour_of_day").EnumerateObject()
                .Sum(category => category.Value.TryGetProperty(hour.ToString("00", CultureInfo.InvariantCulture), out JsonElement count) ? count.GetInt64() : 0);
            expected += hour switch { 2 => -skipped, 3 => skipped, _ => 0 };
            Assert.True(expected == byHour[hour], $"hour {hour}: {byHour[hour]}, expected {expected}");
        }
    }

    [Fact]
    public async Task AllCells_EqualTheAnswers()
    {
        server.SkipIfAbsent();
        int seen = 0;
        foreach (JsonElement cell in server.Answers.GetProperty("cells").EnumerateArray())
        {
            string from = cell.GetProperty("from").GetString()!;
            string to = cell.GetProperty("to").GetString()!;
            JsonElement series = await SeriesAsync($"metric=incident&grain=hour&from={Instant(from)}&to={Instant(to)}{Selection(cell)}");
            long ours = series.GetProperty("series")[0].GetProperty("values").EnumerateArray().Sum(value => value.GetInt64());
            Assert.True(cell.GetProperty("count").GetInt64() == ours, $"{cell}: {ours}");
            seen++;
        }

        Assert.Equal(120, seen);
    }

    [Fact]
    public async Task AllComparisons_EqualTheAnswers()
    {
        server.SkipIfAbsent();
        int seen = 0;
        int otherRange = 0;
        foreach (JsonElement answer in server.Answers.GetProperty("comparisons").EnumerateArray())
        {
            seen++;
            (string period, string compare) = Question(answer);
            JsonElement item = Assert.Single(await SomeEvents.StatisticsAsync(
                server.Client, $"metric=incident&period={period}&compare={compare}{Selection(answer)}", Cancel));
            JsonElement comparison = item.GetProperty("comparisons").GetProperty(compare);
            string context = $"{answer}\n{item}";
            Assert.True(answer.GetProperty("current").GetInt64() == item.GetProperty("value").GetInt64(), context);
            if (answer.GetProperty("previous").ValueKind == JsonValueKind.Null)
            {
                Assert.False(comparison.GetProperty("comparable").GetBoolean(), context);
                continue;
            }

            Assert.True(answer.GetProperty("days_current").GetInt32() == item.GetProperty("period").GetProperty("days").GetInt32(), context);

            // Spans that touch 29 February: the answers shift the exclusive end, the contract shifts the last day. Both sides are then asked for themselves.
            string baseFrom = answer.GetProperty("previous_from").GetString()![..10];
            string baseTo = answer.GetProperty("previous_to").GetString()![..10];
            if (comparison.GetProperty("period").GetProperty("from").GetString() != baseFrom || comparison.GetProperty("period").GetProperty("to").GetString() != baseTo)
            {
                otherRange++;
                long? own = await SomeEvents.CountAsync(server.Client, $"metric=incident&period={baseFrom}/{baseTo}{Selection(answer)}", Cancel);
                Assert.True(answer.GetProperty("previous").GetInt64() == own, context);
                continue;
            }

            Assert.True(answer.GetProperty("previous").GetInt64() == comparison.GetProperty("value").GetInt64(), context);
            Assert.True(answer.GetProperty("difference").GetInt64() == comparison.GetProperty("change").GetInt64(), context);
            Assert.True(answer.GetProperty("days_previous").GetInt32() == comparison.GetProperty("period").GetProperty("days").GetInt32(), context);

            // The answers print nothing for 0 against 0; the contract says 0.00% there, and nothing where only the base is 0.
            string? expected = answer.GetProperty("current").GetInt64() == 0 && answer.GetProperty("previous").GetInt64() == 0
                ? "0.00%"
                : Printed(answer.GetProperty("pct_2dp").GetString());
            Assert.True(expected == comparison.GetProperty("percent").GetString(), $"{context}\nexpected {expected}");
        }

        Assert.Equal(1_172, seen);
        Assert.Equal(20, otherRange);
    }

    [Fact]
    public async Task Import_OfTheSameFileAgain_ChangesNothing()
    {
        server.SkipIfAbsent();
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(
            Cancel, "import", server.DataFile!, "--data", server.Data, "--config", Configurations.Chicago);
        Assert.True(exitCode == 0, output);
        Assert.Equal(1_075_734, await SomeEvents.CountAsync(server.Client, "metric=incident&period=2014-01-01/2018-01-01", Cancel));
    }

    private static string? Printed(string? percent) => percent switch
    {
        null => null,
        "0.00" or "-0.00" => "0.00%",
        _ when percent[0] == '-' => "\u2212" + percent[1..] + "%",
        _ => "+" + percent + "%",
    };

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
            "rolling_28_days_vs_same_dates_last_year" => ($"{from}/{to}", "year"),
            "rolling_28_days_vs_364_days_earlier" => ($"{from}/{to}", "year-weekday"),
            "year_to_date" => ($"{from}/{to}", "year"),
            string other => throw new InvalidOperationException(other),
            null => throw new InvalidOperationException(),
        };
    }

    private static string Week(string monday)
    {
        DateTime date = DateTime.Parse(monday, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(date)}-W{ISOWeek.GetWeekOfYear(date):00}");
    }

    private static string Instant(string local)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
        DateTime time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return Uri.EscapeDataString(new DateTimeOffset(time, zone.GetUtcOffset(time)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    private static string Selection(JsonElement answer)
    {
        string? category = answer.GetProperty("category").GetString();
        string? district = answer.GetProperty("district").GetString();
        return (category is null ? "" : "&category=" + Uri.EscapeDataString(category)) + (district is null ? "" : "&unit=" + district);
    }

    private int CountRowsInTheSkippedHour()
    {
        string[] skipped = ["2014-03-09T02:", "2015-03-08T02:", "2016-03-13T02:", "2017-03-12T02:"];
        using StreamReader rows = new(new GZipStream(File.OpenRead(server.DataFile!), CompressionMode.Decompress));
        int count = 0;
        while (rows.ReadLine() is { } row)
        {
            count += skipped.Any(hour => row.StartsWith(hour, StringComparison.Ordinal)) ? 1 : 0;
        }

        return count;
    }

    private async Task<JsonElement> SeriesAsync(string query)
    {
        using HttpResponseMessage answer = await server.Client.GetAsync("/api/v1/series?" + query, Cancel);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{query}\n{text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
