using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// The buckets of a curve: whole hours, statistical days, weeks, months, quarters or years, all that the span touches, each whole and named by its beginning.
/// A bucket that runs counts up to now; one that has not begun is unknown.
/// </summary>
internal sealed class SeriesBuckets
{
    /// <summary>Most points that one answer may hold.</summary>
    public const int MaximumPoints = 100_000;

    private SeriesBuckets(StatisticalNow now, string grain, int[] starts)
    {
        this.now = now;
        this.grain = grain;
        this.starts = starts;
    }

    /// <summary>The buckets' beginnings: instants with offset at hour grain, dates otherwise.</summary>
    public IReadOnlyList<string> Times => [.. starts.Take(Count).Select(start => IsHours
        ? OffsetDateTimePattern.Rfc3339.Format(now.Calendar.OffsetOfHour(start))
        : LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(start)))];

    /// <summary>The buckets' beginnings as hour indexes or day numbers.</summary>
    public ArraySegment<int> Starts => new(starts, 0, Count);

    private int Count => starts.Length - 1;

    private bool IsHours => grain == "hour";

    /// <summary>Cuts the span that is asked for.</summary>
    /// <exception cref="QueryException"><c>bad_grain</c>, <c>bad_time</c>, <c>bad_range</c>, or <c>too_many_points</c> for one curve already.</exception>
    public static SeriesBuckets Of(SeriesRequest request, StatisticalNow now)
    {
        OfficeCalendar calendar = now.Calendar;
        int from = Start(request.Grain, Position(request.From, "from", request.Grain == "hour", isEnd: false, calendar), calendar);
        int to = Position(request.To, "to", request.Grain == "hour", isEnd: true, calendar);
        if (from >= to)
        {
            throw new QueryException("bad_range", "to", $"to '{request.To}' is not later than from '{request.From}'; the end is exclusive.");
        }

        List<int> starts = [from];
        while (starts[^1] < to)
        {
            if (starts.Count > MaximumPoints)
            {
                throw TooMany(MaximumPoints + 1L);
            }

            starts.Add(Next(request.Grain, starts[^1], calendar));
        }

        return new SeriesBuckets(now, request.Grain, [.. starts]);
    }

    /// <summary>Refuses more points than one answer may hold.</summary>
    public void Check(int curves)
    {
        long points = (long)Count * curves;
        if (points > MaximumPoints)
        {
            throw TooMany(points);
        }
    }

    /// <summary>The figure in every bucket.</summary>
    public decimal?[] Read(ICountReader counts, Measure measure, Rounding rounding)
    {
        decimal?[] values = new decimal?[Count];
        if (IsHours || grain == "day")
        {
            // Only what is over is read as a curve; the running bucket is cut at the moment, and the future is unknown.
            int over = Math.Clamp((IsHours ? now.Hour + 1 : now.Today) - starts[0], 0, Count);
            if (over > 0 || IsHours)
            {
                measure.ReadCurve(counts, IsHours, starts[0], values.AsSpan(0, over), rounding);
            }

            if (!IsHours && over < Count && starts[over] == now.Today)
            {
                values[over] = ReadBucket(counts, measure, over, rounding);
            }

            return values;
        }

        for (int i = 0; i < Count; i++)
        {
            values[i] = ReadBucket(counts, measure, i, rounding);
        }

        return values;
    }

    private decimal? ReadBucket(ICountReader counts, Measure measure, int bucket, Rounding rounding)
    {
        (int from, int to) = (starts[bucket], starts[bucket + 1]);
        return from > now.Today ? null
            : measure.Read(counts, to <= now.Today ? ComparedSpan.WholeDays(now.Calendar, from, to) : ComparedSpan.CutAt(now.Calendar, from, now.Today, now.Hour + 1)).Value(rounding);
    }

    /// <summary>Hours and days are their own buckets; of anything longer, the first day.</summary>
    private static int Start(string grain, int position, OfficeCalendar calendar) => grain switch
    {
        "week" => new WeekNumbers(calendar.WeekStart).FirstDayOfWeek(position),
        "month" or "quarter" or "year" => calendar.FirstDayOfMonth(calendar.MonthOfDay(position) / Months(grain) * Months(grain)),
        _ => position,
    };

    private static int Next(string grain, int start, OfficeCalendar calendar) => grain switch
    {
        "hour" or "day" => start + 1,
        "week" => start + 7,
        "month" or "quarter" or "year" => calendar.FirstDayOfMonth(calendar.MonthOfDay(start) + Months(grain)),
        _ => throw new QueryException("bad_grain", "grain", $"grain '{grain}' is not known; use hour, day, week, month, quarter or year."),
    };

    private static int Months(string grain) => grain switch
    {
        "quarter" => 3,
        "year" => 12,
        _ => 1,
    };

    /// <summary>A date or an instant as an hour index or a day number; an end inside a bucket is that bucket's end.</summary>
    private static int Position(string text, string field, bool byHour, bool isEnd, OfficeCalendar calendar)
    {
        int end = isEnd ? 1 : 0;
        ParseResult<LocalDate> date = LocalDatePattern.Iso.Parse(text);
        if (date.Success)
        {
            int day = OfficeCalendar.DayNumber(date.Value);
            return !calendar.CoversDay(day - end) ? throw Outside(text, field, calendar) : byHour ? calendar.FirstHourOfDay(day) : day;
        }

        ParseResult<OffsetDateTime> time = OffsetDateTimePattern.Rfc3339.Parse(text);
        if (!time.Success)
        {
            throw new QueryException("bad_time", field, $"{field} '{text}' is neither a date such as 2019-06-01 nor an instant with offset such as 2019-06-01T00:00:00+08:00.");
        }

        Instant instant = isEnd ? time.Value.ToInstant() - Duration.Epsilon : time.Value.ToInstant();
        return instant < calendar.StartOfHour(calendar.FirstHour) || instant >= calendar.StartOfHour(calendar.EndHour) ? throw Outside(text, field, calendar)
            : byHour ? calendar.HourOf(instant) + end
            : calendar.DayOfHour(calendar.HourOf(instant)) + end;
    }

    private static QueryException Outside(string text, string field, OfficeCalendar calendar) =>
        new("bad_time", field, $"{field} '{text}' lies outside the years {calendar.FirstYear - 1} to {OfficeCalendar.LastYear} that the catalogue's calendar covers.");

    private static QueryException TooMany(long points) =>
        new("too_many_points", "grain", $"The question asks for {(points > MaximumPoints + 1L ? points.ToString(CultureInfo.InvariantCulture) : $"more than {MaximumPoints}")} points; {MaximumPoints} are possible: choose a coarser grain, a shorter span or fewer curves.");

    private readonly StatisticalNow now;
    private readonly string grain;
    private readonly int[] starts;
}
