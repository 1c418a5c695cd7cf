using NodaTime;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>What became of the records of one delivery, by source. Two array accesses for each record.</summary>
internal sealed class TrafficTally(SeriesRegistry registry)
{
    /// <summary>Begins a delivery that arrived at an instant.</summary>
    public void Begin(Instant now)
    {
        second = now.ToUnixTimeSeconds();
        foreach (Cell cell in cells.Values)
        {
            cell.Traffic = null;
        }
    }

    /// <summary>Counts refused records of a source.</summary>
    public void CountRejected(string source, long count) => CellOf(source).Counted.Rejected += count;

    /// <summary>Counts a good record of a series (handle).</summary>
    public void Count(RecordFate fate, int series) => OfSeries(series).Count(fate);

    /// <summary>Notes when a new event of a series (handle) occurred.</summary>
    public void CountArrival(int series, long occurredAt) => OfSeries(series).CountArrival(second - occurredAt);

    /// <summary>Hands over what was counted.</summary>
    public void MoveTo(TrafficTable table)
    {
        foreach ((string source, Cell cell) in cells)
        {
            if (cell.Traffic is { } traffic)
            {
                table.Add(source, second / 60, traffic);
            }
        }
    }

    private SourceTraffic OfSeries(int series)
    {
        if (bySeries.Length <= series)
        {
            Array.Resize(ref bySeries, Math.Max(registry.Count, series + 1));
        }

        return (bySeries[series] ??= CellOf(registry[series].Source)).Counted;
    }

    private Cell CellOf(string source)
    {
        if (!cells.TryGetValue(source, out Cell? cell))
        {
            cells.Add(source, cell = new Cell());
        }

        return cell;
    }

    private readonly Dictionary<string, Cell> cells = new(StringComparer.Ordinal);
    private Cell?[] bySeries = [];
    private long second;

    private sealed class Cell
    {
        public SourceTraffic? Traffic { get; set; }

        public SourceTraffic Counted => Traffic ??= new SourceTraffic();
    }
}
