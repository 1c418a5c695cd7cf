namespace Tongbi.Collector.Calendar;

/// <summary>A period as asked for, in statistical days. One that is <i>to date</i> (<c>mtd</c>) ends with today and is always running.</summary>
/// <param name="Name">The spelling asked for, e.g. <c>2019-Q2</c>.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="FromDay">First day number.</param>
/// <param name="ToDay">Day number after the last.</param>
public sealed record NamedPeriod(string Name, PeriodKind Kind, int FromDay, int ToDay)
{
    /// <summary>Days of the whole period.</summary>
    public int Days => ToDay - FromDay;

    /// <summary>Whether the last day is past at a moment.</summary>
    public bool IsOverAt(StatisticalNow now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return now.Today >= ToDay;
    }

    /// <summary>Days begun at a moment: all of them once it is over, none before it begins.</summary>
    public int DaysBegunAt(StatisticalNow now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return Math.Clamp(now.Today + 1 - FromDay, 0, Days);
    }
}
