using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;

namespace Tongbi.Collector.Publishing.Influx;

/// <summary>Writes <c>statistic_day</c>: single days against the same day last year and the day before, exactly as <c>/api/v1/statistics</c> gives them.</summary>
internal sealed class ComparisonWriter(IStatistics statistics)
{
    /// <summary>The other days whose figures speak of a day: the one after it, and those of the next year that are held against it.</summary>
    public static IEnumerable<int> SpeakingOf(int day)
    {
        yield return day + 1;
        LocalDate date = OfficeCalendar.DateOfDay(day);
        if (date is not { Month: 2, Day: 29 })
        {
            LocalDate next = date.PlusYears(1);
            yield return OfficeCalendar.DayNumber(next);
            if (next is { Month: 2, Day: 28 } && CalendarSystem.Iso.IsLeapYear(next.Year))
            {
                yield return OfficeCalendar.DayNumber(next.PlusDays(1));
            }
        }
    }

    /// <summary>The day a year before that a single day is held against.</summary>
    public static int BaseOf(int day) => OfficeCalendar.DayNumber(OfficeCalendar.DateOfDay(day).PlusYears(-1));

    /// <summary>Writes some days of one sum.</summary>
    /// <param name="counts">Where to read.</param>
    /// <param name="node">The sum, over all sources.</param>
    /// <param name="days">Days that have begun.</param>
    /// <param name="now">The moment.</param>
    /// <param name="lines">Where to.</param>
    /// <param name="erase">Receives points of which fields may have to go before they are written.</param>
    public void Write(ICountReader counts, SumNode node, IReadOnlyList<ComparedDay> days, Instant now, LineBatch lines, List<InfluxPoint> erase)
    {
        OfficeCalendar calendar = counts.Catalogue.Calendar;
        string category = SumReader.CategoryTag(node.Category);
        string series = LineBatch.Series("statistic_day", [("category", category), ("metric", node.Metric), ("unit", node.Unit)]);
        IReadOnlyList<StatisticItem> items = Read(counts, node, days, now);
        for (int i = 0; i < days.Count; i++)
        {
            StatisticItem? item = i < items.Count ? items[i] : null;
            StatisticComparison? year = item?.Comparisons["year"], previous = item?.Comparisons["previous"];
            (string Name, decimal? Value)[] fields =
            [
                ("value", item?.Value),
                ("year_base", year?.Value),
                ("year_rate", year?.Rate),
                ("year_points", year?.Points),
                ("previous_base", previous?.Value),
                ("previous_rate", previous?.Rate),
                ("previous_points", previous?.Points),
            ];
            bool isEmpty = Array.TrueForAll(fields, field => field.Value is null or 0);
            if (isEmpty && days[i] is { HasMoved: false, MayLack: false })
            {
                continue;
            }

            long second = calendar.StartSecondsOfHour(calendar.FirstHourOfDay(days[i].Day));

            // A count that became empty is written as 0; a ratio over nothing is none, and of a day that only stands beside one that moved nothing is said.
            fields[0].Value ??= days[i].HasMoved && !node.IsRatio ? 0 : null;
            if ((days[i].MayLack || item is null) && fields.Any(field => field.Value is null))
            {
                erase.Add(new InfluxPoint(node.Metric, category, node.Unit, second, [.. fields.Where(field => field.Value is null).Select(field => field.Name)]));
            }

            lines.AddFields(series, fields, second);
        }
    }

    private IReadOnlyList<StatisticItem> Read(ICountReader counts, SumNode node, IReadOnlyList<ComparedDay> days, Instant now)
    {
        if (counts.Catalogue.FindMetric(node.Metric) is not { } metric || metric.FindCategory(node.Category) is null || counts.Catalogue.FindUnit(node.Unit) is not { } unit)
        {
            return [];
        }

        StatisticsRequest request = new()
        {
            Metrics = [metric],
            Unit = unit,
            Category = node.Category,
            Periods = [.. days.Select(day => LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(day.Day)))],
            Compare = ["year", "previous"],
        };
        return statistics.Evaluate(counts, request, now).Items;
    }
}
