namespace Tongbi.Collector.Counts;

/// <summary>
/// A span of hours taken apart once per question: a head and a tail of single hours (parts of days) and whole days between.
/// Clamped to the calendar's tables; <see cref="Clamped"/> says that something was cut off.
/// </summary>
internal readonly record struct SpanCut(HourSpan Head, int FullFrom, int FullTo, HourSpan Tail, int TouchFrom, int TouchTo, HourSpan Hours, bool Clamped)
{
    public static SpanCut OfDays(CubeCalendar calendar, int fromDay, int toDay)
    {
        int from = Math.Clamp(fromDay, calendar.FirstDay, calendar.EndDay);
        int to = Math.Clamp(toDay, from, calendar.EndDay);
        return new SpanCut(default, from, to, default, from, to, new HourSpan(calendar.FirstHourOfDay(from), calendar.FirstHourOfDay(to)), from != fromDay || to < toDay);
    }

    public static SpanCut OfHours(CubeCalendar calendar, int fromHour, int toHour)
    {
        int from = Math.Clamp(fromHour, calendar.FirstHour, calendar.EndHour);
        int to = Math.Clamp(toHour, from, calendar.EndHour);
        bool clamped = from != fromHour || to < toHour;
        if (from == to)
        {
            return new SpanCut(default, calendar.FirstDay, calendar.FirstDay, default, calendar.FirstDay, calendar.FirstDay, new HourSpan(from, from), clamped);
        }

        int firstDay = calendar.DayOfHour(from);
        int lastDay = calendar.DayOfHour(to - 1);
        int fullFrom = calendar.FirstHourOfDay(firstDay) == from ? firstDay : firstDay + 1;
        int fullTo = calendar.FirstHourOfDay(lastDay + 1) == to ? lastDay + 1 : lastDay;
        HourSpan hours = new(from, to);
        if (fullFrom > fullTo)
        {
            // All within one day, touching neither of its ends.
            return new SpanCut(hours, firstDay, firstDay, default, firstDay, lastDay + 1, hours, clamped);
        }

        HourSpan head = new(from, calendar.FirstHourOfDay(fullFrom));
        HourSpan tail = new(calendar.FirstHourOfDay(fullTo), to);
        return new SpanCut(head, fullFrom, fullTo, tail, firstDay, lastDay + 1, hours, clamped);
    }
}
