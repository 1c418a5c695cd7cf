namespace Tongbi.Collector.Counts;

/// <summary>One calendar year of one node: the total of every day, hours where they are known, and on how many series a day figure stands.</summary>
internal sealed class YearBlock
{
    /// <summary>Day totals: events, hour figures and day figures.</summary>
    public CountArray Days;

    /// <summary>How many leaf series have a standing day figure on the day; empty until there is one.</summary>
    public CountArray DayFigures;

    public YearBlock(int days) => Days = new CountArray(days);

    /// <summary>Hour counts of events and hour figures; null until there are any.</summary>
    public HourCounts? Hours { get; set; }

    /// <summary>Bytes of payload, for the memory report.</summary>
    public long Bytes => Days.Bytes + DayFigures.Bytes + (Hours?.Bytes ?? 0);

    public YearBlock Clone() => new(0) { Days = Days.Clone(), DayFigures = DayFigures.Clone(), Hours = Hours?.Clone() };
}
