using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// Which times are taken: from 1 January of the catalogue's first year, local midnight, to 24 hours ahead of now (a sender's clock may be
/// wrong by a zone), and never beyond the calendar's tables.
/// </summary>
internal sealed class TimeLimits
{
    /// <summary>Sets the limits for one request.</summary>
    public TimeLimits(OfficeCalendar calendar, DateTimeOffset now)
    {
        this.calendar = calendar;
        first = calendar.Zone.AtStartOfDay(new LocalDate(calendar.FirstYear, 1, 1)).ToInstant().ToUnixTimeSeconds();
        last = Math.Min(now.ToUnixTimeSeconds() + 86_400, calendar.StartSecondsOfHour(calendar.EndHour) - 1);
    }

    /// <summary>Whether an event of this Unix second is taken.</summary>
    public bool Allow(long unixSeconds) => unixSeconds >= first && unixSeconds <= last;

    /// <summary>Whether a figure of this bucket is taken; if so, also the Unix second at which the bucket begins.</summary>
    public bool Allow(BucketGrain grain, long start, out long unixSeconds)
    {
        unixSeconds = 0;
        int firstYear = calendar.FirstYear;
        bool covered = grain switch
        {
            BucketGrain.Year => start >= firstYear && start <= OfficeCalendar.LastYear,
            BucketGrain.Month => start >= firstYear * 12 && start < (OfficeCalendar.LastYear + 1) * 12,
            BucketGrain.Day => start >= OfficeCalendar.DayNumber(new LocalDate(firstYear, 1, 1)) && start <= calendar.LastDay,
            _ => start >= calendar.FirstHour && start < calendar.EndHour && calendar.StartSecondsOfHour((int)start) >= first,
        };
        if (!covered)
        {
            return false;
        }

        unixSeconds = calendar.StartSecondsOfHour(grain switch
        {
            BucketGrain.Year => calendar.FirstHourOfDay(calendar.FirstDayOfYear((int)start)),
            BucketGrain.Month => calendar.FirstHourOfDay(calendar.FirstDayOfMonth((int)start)),
            BucketGrain.Day => calendar.FirstHourOfDay((int)start),
            _ => (int)start,
        });
        return unixSeconds <= last;
    }

    private readonly OfficeCalendar calendar;
    private readonly long first;
    private readonly long last;
}
