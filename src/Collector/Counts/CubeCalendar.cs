using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>The office's calendar as the cube needs it: year blocks, and every lookup an array access. A block is a calendar year of statistical days.</summary>
internal sealed class CubeCalendar
{
    private readonly OfficeCalendar office;
    private readonly int[] blockFirstDay;
    private readonly byte[] blockOfDay;
    private readonly int[] monthOfDay;
    private readonly int[] monthFirstDay;
    private readonly int firstMonth;

    public CubeCalendar(OfficeCalendar office)
    {
        this.office = office;
        int firstYear = OfficeCalendar.DateOfDay(office.FirstDay).Year;
        BlockCount = OfficeCalendar.LastYear - firstYear + 1;
        blockFirstDay = [.. Enumerable.Range(firstYear, BlockCount + 1).Select(year => OfficeCalendar.DayNumber(new LocalDate(year, 1, 1)))];
        blockOfDay = new byte[office.LastDay - office.FirstDay + 1];
        monthOfDay = new int[blockOfDay.Length];
        for (int day = office.FirstDay; day <= office.LastDay; day++)
        {
            blockOfDay[day - office.FirstDay] = (byte)(OfficeCalendar.DateOfDay(day).Year - firstYear);
            monthOfDay[day - office.FirstDay] = office.MonthOfDay(day);
        }

        firstMonth = monthOfDay[0];
        monthFirstDay = [.. Enumerable.Range(firstMonth, monthOfDay[^1] - firstMonth + 2).Select(office.FirstDayOfMonth)];
        Fingerprint = $"{office.Zone.Id}|{office.StartSecondsOfHour(0)}|{office.DayStart:HH}|{office.MonthStart}|{office.FirstYear}";
    }

    /// <summary>Whatever changes how instants fall into hours, days and months.</summary>
    public string Fingerprint { get; }

    public int BlockCount { get; }

    public int FirstDay => office.FirstDay;

    public int EndDay => office.LastDay + 1;

    public int FirstHour => office.FirstHour;

    public int EndHour => office.EndHour;

    public int HourOf(long unixSeconds) => office.HourOf(unixSeconds);

    public long StartSecondsOfHour(int hour) => office.StartSecondsOfHour(hour);

    public int DayOfHour(int hour) => office.DayOfHour(hour);

    public int FirstHourOfDay(int day) => office.FirstHourOfDay(day);

    public int BlockOfDay(int day) => blockOfDay[day - office.FirstDay];

    public int FirstDayOfBlock(int block) => blockFirstDay[block];

    public int DaysInBlock(int block) => blockFirstDay[block + 1] - blockFirstDay[block];

    public int FirstHourOfBlock(int block) => office.FirstHourOfDay(blockFirstDay[block]);

    public int HoursInBlock(int block) => FirstHourOfBlock(block + 1) - FirstHourOfBlock(block);

    public int MonthOfDay(int day) => monthOfDay[day - office.FirstDay];

    public int FirstDayOfMonth(int month) => monthFirstDay[month - firstMonth];

    /// <summary>First day and day after the last of a day, month or year bucket that lies within the tables.</summary>
    public (int From, int To) DaysOf(BucketGrain grain, int start) => grain switch
    {
        BucketGrain.Year => (FirstDayOfMonth(start * 12), FirstDayOfMonth((start + 1) * 12)),
        BucketGrain.Month => (FirstDayOfMonth(start), FirstDayOfMonth(start + 1)),
        BucketGrain.Day => (start, start + 1),
        _ => throw new ArgumentOutOfRangeException(nameof(grain), grain, "An hour is less than a day."),
    };

    /// <summary>Hours of a bucket that lies within the tables.</summary>
    public HourSpan HoursOf(BucketGrain grain, int start)
    {
        if (grain == BucketGrain.Hour)
        {
            return new HourSpan(start, start + 1);
        }

        (int from, int to) = DaysOf(grain, start);
        return new HourSpan(office.FirstHourOfDay(from), office.FirstHourOfDay(to));
    }

    /// <summary>The bucket of a coarser (or the same) grain that an hour lies in; that bucket may stick out of the tables.</summary>
    public int Enclosing(BucketGrain grain, int hour) => grain switch
    {
        BucketGrain.Hour => hour,
        BucketGrain.Day => DayOfHour(hour),
        BucketGrain.Month => MonthOfDay(DayOfHour(hour)),
        BucketGrain.Year => MonthOfDay(DayOfHour(hour)) / 12,
        _ => throw new ArgumentOutOfRangeException(nameof(grain), grain, "Events have no buckets."),
    };

    /// <summary>Start of the first bucket that has not ended when a day begins.</summary>
    public int FirstNotEndedBy(BucketGrain grain, int day)
    {
        int hour = FirstHourOfDay(day);
        return hour >= EndHour ? int.MaxValue : Enclosing(grain, hour);
    }

    /// <summary>Whether a bucket lies wholly within the tables, so that it can be counted.</summary>
    public bool Covers(BucketGrain grain, long start) => grain switch
    {
        BucketGrain.Event => start >= office.StartSecondsOfHour(FirstHour) && start < office.StartSecondsOfHour(EndHour),
        BucketGrain.Hour => start >= FirstHour && start < EndHour,
        BucketGrain.Day => start >= FirstDay && start < EndDay,
        BucketGrain.Month => CoversMonths(start, start + 1),
        BucketGrain.Year => CoversMonths(start * 12, (start + 1) * 12),
        _ => false,
    };

    // Month firstMonth itself may begin before the tables (monthStart above 1).
    private bool CoversMonths(long from, long to) =>
        from >= firstMonth && to - firstMonth < monthFirstDay.Length && FirstDayOfMonth((int)from) >= FirstDay && FirstDayOfMonth((int)to) <= EndDay;
}
