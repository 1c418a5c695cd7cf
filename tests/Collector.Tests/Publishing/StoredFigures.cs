using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Tongbi.Collector.Tests.Counts;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Publishing;

/// <summary>Compares every bucket that an InfluxDB holds with the cube, and every bucket of the cube with what the InfluxDB holds.</summary>
internal sealed class StoredFigures(CubeFixture fixture, InfluxServer influx, string database)
{
    private static readonly string[] Fields = ["value", "year_base", "year_rate", "previous_base", "previous_rate"];
    private static readonly int FirstDay = OfficeCalendar.DayNumber(new LocalDate(2016, 1, 1));
    private static readonly int EndDay = OfficeCalendar.DayNumber(new LocalDate(2019, 1, 1));

    private OfficeCalendar Calendar => fixture.Catalogue.Calendar;

    public async Task AssertEqualAsync(CancellationToken cancellationToken)
    {
        string[] tags = ["metric", "category", "unit", "source"];
        Dictionary<(string, long), long> hours = new(await influx.PointsAsync(database, "count_hour", tags, "value", cancellationToken));
        Dictionary<(string, long), long> days = new(await influx.PointsAsync(database, "count_day", tags, "value", cancellationToken));
        Dictionary<(string, long), decimal?[]> comparisons = await ComparisonsAsync(cancellationToken);
        await fixture.Cube.ReadAsync(
            null,
            null,
            counts =>
            {
                foreach (CountNode node in Nodes(withSources: true))
                {
                    CompareCounts(counts, node, hours, days);
                }

                return true;
            },
            cancellationToken);

        // What is left stands at nodes or times that the cube does not have: then it must be empty.
        Assert.All(hours, left => Assert.True(left.Value == 0, $"{left.Key} holds {left.Value}"));
        Assert.All(days, left => Assert.True(left.Value == 0, $"{left.Key} holds {left.Value}"));
        fixture.Read(counts =>
        {
            foreach (CountNode node in Nodes(withSources: false))
            {
                CompareStatistics(counts, node, comparisons);
            }

            return true;
        });
        Assert.All(comparisons, left => Assert.True(Array.TrueForAll(left.Value, field => field is null or 0), $"{left.Key} holds {string.Join(',', left.Value)}"));
    }

    private void CompareCounts(ICountReader counts, CountNode node, Dictionary<(string, long), long> hours, Dictionary<(string, long), long> days)
    {
        string key = $"{node.Metric.Id}|{(node.Category.Path.Length == 0 ? "all" : node.Category.Path)}|{node.Unit.Code}|{node.Source?.Id ?? "all"}";
        int firstHour = Calendar.FirstHourOfDay(FirstDay);
        long?[] byHour = new long?[Calendar.FirstHourOfDay(EndDay) - firstHour];
        long?[] byDay = new long?[EndDay - FirstDay];
        if (node.Metric.Kind == MetricKind.Stock)
        {
            byDay = [.. Enumerable.Range(FirstDay, byDay.Length).Select(day => counts.Last(node, day, day + 1).Value)];
        }
        else
        {
            counts.ReadHours(node, firstHour, byHour);
            counts.ReadDays(node, FirstDay, byDay);
        }

        for (int i = 0; i < byHour.Length; i++)
        {
            Compare(hours, (key, Calendar.StartSecondsOfHour(firstHour + i)), byHour[i]);
        }

        for (int i = 0; i < byDay.Length; i++)
        {
            Compare(days, (key, Calendar.StartSecondsOfHour(Calendar.FirstHourOfDay(FirstDay + i))), byDay[i]);
        }
    }

    private static void Compare(Dictionary<(string, long), long> stored, (string, long) key, long? value)
    {
        bool isStored = stored.Remove(key, out long held);
        Assert.True((value ?? 0) == held, $"{key}: the cube says {value?.ToString() ?? "unknown"}, the store {(isStored ? held : "nothing")}");
    }

    private void CompareStatistics(ICountReader counts, CountNode node, Dictionary<(string, long), decimal?[]> stored)
    {
        string key = $"{node.Metric.Id}|{(node.Category.Path.Length == 0 ? "all" : node.Category.Path)}|{node.Unit.Code}";
        int today = Calendar.DayOfHour(Calendar.HourOf(fixture.Now));
        string[] periods = [.. Enumerable.Range(FirstDay + 1, today - FirstDay).Select(day => LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(day)))];
        StatisticsRequest request = new() { Metrics = [node.Metric], Unit = node.Unit, Category = node.Category.Path, Periods = periods, Compare = ["year", "previous"] };
        IReadOnlyList<StatisticItem> items = new StatisticsEngine().Evaluate(counts, request, fixture.Now).Items;
        for (int i = 0; i < items.Count; i++)
        {
            StatisticItem item = items[i];
            decimal?[] expected = [item.Value, item.Comparisons["year"].Value, item.Comparisons["year"].Rate, item.Comparisons["previous"].Value, item.Comparisons["previous"].Rate];
            stored.Remove((key, Calendar.StartSecondsOfHour(Calendar.FirstHourOfDay(FirstDay + 1 + i))), out decimal?[]? held);
            bool isEmpty = expected[0] is null or 0 && expected[1] is null or 0 && expected[3] is null or 0;
            for (int field = 0; field < Fields.Length; field++)
            {
                // Unknown and nothing look alike where nothing stands on any side; a rate never stands where there is none.
                bool equal = field is 2 or 4 && !isEmpty ? expected[field] == held?[field] : (expected[field] ?? 0) == (held?[field] ?? 0);
                Assert.True(equal, $"{key} {periods[i]} {Fields[field]}: statistics say {expected[field]?.ToString() ?? "nothing"}, the store {held?[field]?.ToString() ?? "nothing"}");
            }
        }
    }

    private IEnumerable<CountNode> Nodes(bool withSources) =>
        from metric in fixture.Catalogue.Metrics
        from category in metric.Categories
        from unit in fixture.Catalogue.Units
        from source in withSources ? metric.Sources.Prepend(null) : [null]
        select new CountNode(metric, category, unit, source);

    private async Task<Dictionary<(string, long), decimal?[]>> ComparisonsAsync(CancellationToken cancellationToken)
    {
        JsonElement result = await influx.QueryAsync($"SELECT {string.Join(',', Fields)} FROM statistic_day GROUP BY metric, category, unit", database, cancellationToken);
        Dictionary<(string, long), decimal?[]> points = [];
        foreach (JsonElement one in result.TryGetProperty("series", out JsonElement series) ? series.EnumerateArray() : [])
        {
            JsonElement tags = one.GetProperty("tags");
            string[] columns = [.. one.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)]; // not null: columns have names
            string key = $"{tags.GetProperty("metric").GetString()}|{tags.GetProperty("category").GetString()}|{tags.GetProperty("unit").GetString()}";
            foreach (JsonElement row in one.GetProperty("values").EnumerateArray())
            {
                points.Add((key, row[0].GetInt64()), [.. Fields.Select(field => Field(row, Array.IndexOf(columns, field)))]);
            }
        }

        return points;
    }

    private static decimal? Field(JsonElement row, int column) => column < 0 || row[column].ValueKind == JsonValueKind.Null ? null : row[column].GetDecimal();
}
