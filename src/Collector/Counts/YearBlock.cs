namespace Tongbi.Collector.Counts;

/// <summary>One calendar year of one node: the total of every day, hours where they are known, and on how many series a day figure stands.</summary>
/// <param name="days">Days in the year.</param>
internal sealed class YearBlock(int days)
{
    /// <summary>Day totals: events, hour figures and day figures.</summary>
    public CountRow Days { get; init; } = new(days);

    /// <summary>Hour counts of events and hour figures; null until there are any.</summary>
    public CountRow? Hours { get; set; }

    /// <summary>How many leaf series have a standing day figure on the day; null until there is one.</summary>
    public CountRow? DayFigures { get; set; }

    /// <summary>Pairs and places, as a measure of the work to add it up.</summary>
    public int Weight => Days.Count + (Hours?.Count ?? 0);

    /// <summary>Bytes of payload, for the memory report.</summary>
    public long Bytes => Days.Bytes + (DayFigures?.Bytes ?? 0) + (Hours?.Bytes ?? 0);

    /// <summary>Adds all of another block of the same year.</summary>
    public void Merge(YearBlock other, int hours)
    {
        Days.Merge(other.Days);
        if (other.Hours is not null)
        {
            (Hours ??= new CountRow(hours)).Merge(other.Hours);
        }

        if (other.DayFigures is not null)
        {
            (DayFigures ??= new CountRow(days)).Merge(other.DayFigures);
        }
    }
}
