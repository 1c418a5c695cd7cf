using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>日均: a count per statistical day, as the police bulletins print it (the days of the span itself, never a fixed 28 or 30). Exact, and rounded once.</summary>
internal static class DailyMean
{
    /// <summary>Decimals of a daily mean.</summary>
    public const int Decimals = 2;

    /// <summary>
    /// The mean over a span; a last day that is cut counts in proportion to its own hours. Null for what is not counted over time, for less than a whole day,
    /// and where part of the span is unknown: a mean over days of which some are missing would be too low.
    /// </summary>
    public static decimal? Of(OfficeCalendar calendar, Metric metric, ComparedSpan? span, Reading? reading, Rounding rounding)
    {
        if (metric.Kind is MetricKind.Stock or MetricKind.Ratio
            || span is not { Hours: { } hours } days
            || reading is not { Knowledge: CountKnowledge.Full, Above.Value: long count })
        {
            return null;
        }

        if (!days.IsCut)
        {
            return ExactQuotient.Round((Int128)count, days.Days, Decimals, rounding);
        }

        int last = days.ToDay - 1;
        int hoursInLast = calendar.HoursInDay(last);
        long parts = ((long)(last - days.FromDay) * hoursInLast) + hours.To - calendar.FirstHourOfDay(last);
        return parts < hoursInLast ? null : ExactQuotient.Round((Int128)count * hoursInLast, parts, Decimals, rounding);
    }
}
