using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;

namespace Tongbi.Collector.Publishing.Influx;

/// <summary>
/// Writes the counts of one sum, exactly as <c>/api/v1/series</c> gives them at hour and day grain. What moved and is nothing or unknown now is written as 0,
/// because it may have been something; what is nothing and never moved is not written.
/// </summary>
internal sealed class SumReader
{
    private const int MostHours = 25;

    private readonly ICountReader counts;
    private readonly OfficeCalendar calendar;
    private readonly Measure? measure;
    private readonly IReadOnlyList<CountNode> flows;
    private readonly bool hasHours;
    private readonly string hourSeries;
    private readonly string daySeries;

    /// <summary>Finds the sum in the catalogue of the counts; where it is gone it is nothing everywhere.</summary>
    public SumReader(ICountReader counts, SumNode node)
    {
        this.counts = counts;
        calendar = counts.Catalogue.Calendar;
        Catalogue catalogue = counts.Catalogue;
        Metric? metric = catalogue.FindMetric(node.Metric);
        SourceSystem? source = node.Source is null ? null : catalogue.FindSource(node.Source);
        if (metric?.FindCategory(node.Category) is { } category && catalogue.FindUnit(node.Unit) is { } unit && (node.Source is null || source is not null))
        {
            measure = Subjects.Of(metric, unit, node.Category, source, null).Single().Measure;
            flows = metric.Kind switch
            {
                MetricKind.Flow => [new CountNode(metric, category, unit, source)],
                MetricKind.Selection => [.. metric.Select.Select(chosen => new CountNode(metric.Of!, chosen, unit, source))], // the loader has checked that a selection has a base
                _ => [],
            };
        }
        else
        {
            flows = [];
        }

        hasHours = metric is null or { Kind: MetricKind.Flow or MetricKind.Selection };
        (string, string)[] tags = [("category", CategoryTag(node.Category)), ("metric", node.Metric), ("source", node.Source ?? "all"), ("unit", node.Unit)];
        hourSeries = LineBatch.Series("count_hour", tags);
        daySeries = LineBatch.Series("count_day", tags);
    }

    /// <summary>How the root category is written.</summary>
    public static string CategoryTag(string path) => path.Length == 0 ? "all" : path;

    /// <summary>Writes one day of it.</summary>
    /// <returns>Whether anything stands or stood there; if not, its comparisons are what they were.</returns>
    public bool Write(int day, DayMarks marks, LineBatch lines)
    {
        if (!calendar.CoversDay(day))
        {
            return false;
        }

        bool wide = marks.HasFlag(DayMarks.Wide);
        if (hasHours && (wide || (marks & DayMarks.Hours) != 0))
        {
            WriteHours(day, marks, wide, lines);
        }

        decimal?[] value = new decimal?[1];
        measure?.ReadCurve(counts, byHour: false, day, value, Rounding.HalfAwayFromZero);
        bool moved = (marks & (DayMarks.Hours | DayMarks.Day)) != 0;
        bool stands = moved || value[0] is not (null or 0) || (wide && StandsByDay(day));
        if (stands)
        {
            lines.AddCount(daySeries, (long)(value[0] ?? 0), calendar.StartSecondsOfHour(calendar.FirstHourOfDay(day)));
        }

        return stands;
    }

    private void WriteHours(int day, DayMarks marks, bool wide, LineBatch lines)
    {
        int first = calendar.FirstHourOfDay(day);
        int hours = calendar.HoursInDay(day);
        Span<decimal?> values = new decimal?[hours];
        measure?.ReadCurve(counts, byHour: true, first, values, Rounding.HalfAwayFromZero);
        Span<long> standing = stackalloc long[MostHours];
        foreach (CountNode flow in wide ? flows : [])
        {
            counts.AddStandingHours(flow, first, standing[..hours]);
        }

        for (int i = 0; i < hours; i++)
        {
            bool moved = ((uint)marks & (1u << i)) != 0;
            if (moved || (wide && (values[i] is not (null or 0) || standing[i] != 0)))
            {
                lines.AddCount(hourSeries, (long)(values[i] ?? 0), calendar.StartSecondsOfHour(first + i));
            }
        }
    }

    private bool StandsByDay(int day)
    {
        Span<long> standing = [0];
        foreach (CountNode flow in flows)
        {
            counts.AddStandingDays(flow, day, standing);
        }

        return standing[0] != 0;
    }
}
