namespace Tongbi.Collector.Ledger;

/// <summary>How fine a stored count is in time. Stored in the change log by number: never renumber.</summary>
public enum BucketGrain : byte
{
    /// <summary>An event: start is the Unix second at which it occurred.</summary>
    Event = 0,

    /// <summary>A figure of one hour: start is the hour index of <see cref="Calendar.OfficeCalendar"/>.</summary>
    Hour = 1,

    /// <summary>A figure of one statistical day: start is the day number.</summary>
    Day = 2,

    /// <summary>A figure of one statistical month: start is the month number, year × 12 + month − 1.</summary>
    Month = 3,

    /// <summary>A figure of one statistical year: start is the year.</summary>
    Year = 4,
}
