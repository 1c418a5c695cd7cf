namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>
/// What every source sent in each minute of the last day: a ring of <see cref="TrafficMinute.Kept"/> rows for each, so it never grows beyond
/// that. Changes are gathered in memory and written once for a group of deliveries.
/// </summary>
internal sealed class TrafficTable(SqliteSession session) : IDisposable
{
    /// <summary>Adds a source's traffic in a minute.</summary>
    public void Add(string source, long minute, SourceTraffic traffic)
    {
        if (!pending.TryGetValue((source, minute), out SourceTraffic? sum))
        {
            pending.Add((source, minute), sum = new SourceTraffic());
        }

        sum.Add(traffic);
    }

    /// <summary>Writes what was gathered, beside what this or another process wrote for the same minute.</summary>
    public void Save()
    {
        foreach (((string source, long minute), SourceTraffic traffic) in pending)
        {
            long slot = minute % TrafficMinute.Kept;
            if (find.Bind(1, source).Bind(2, slot).Bind(3, minute).Step())
            {
                traffic.Add(Traffic(find, 0));
            }

            find.Reset();
            save.Bind(1, source).Bind(2, slot).Bind(3, minute)
                .Bind(4, traffic.Inserted).Bind(5, traffic.Revised).Bind(6, traffic.Withdrawn).Bind(7, traffic.Duplicate).Bind(8, traffic.Stale)
                .Bind(9, traffic.Rejected).Bind(10, traffic.Future).Bind(11, traffic.MostAhead).Bind(12, traffic.Lags.ToBytes()).Run();
        }
    }

    /// <summary>Forgets what was gathered: it was written, or rolled back.</summary>
    public void Clear() => pending.Clear();

    /// <summary>The traffic from a minute on, on a reader's session.</summary>
    public static List<TrafficMinute> Read(SqliteSession reader, long fromMinute)
    {
        using SqliteStatement read = reader.Prepare($"SELECT source, minute, {Columns} FROM source_traffic WHERE minute >= ?1");
        read.Bind(1, fromMinute);
        List<TrafficMinute> minutes = [];
        while (read.Step())
        {
            minutes.Add(new TrafficMinute(read.Text(0), read.Integer(1), Traffic(read, 2)));
        }

        return minutes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        find.Dispose();
        save.Dispose();
    }

    private static SourceTraffic Traffic(SqliteStatement row, int first) => new()
    {
        Inserted = row.Integer(first),
        Revised = row.Integer(first + 1),
        Withdrawn = row.Integer(first + 2),
        Duplicate = row.Integer(first + 3),
        Stale = row.Integer(first + 4),
        Rejected = row.Integer(first + 5),
        Future = row.Integer(first + 6),
        MostAhead = row.Integer(first + 7),
        Lags = LagHistogram.Of(row.Blob(first + 8)),
    };

    private const string Columns = "inserted, revised, withdrawn, duplicate, stale, rejected, future, most_ahead, lags";
    private readonly SqliteStatement find = session.Prepare($"SELECT {Columns} FROM source_traffic WHERE source = ?1 AND slot = ?2 AND minute = ?3");
    private readonly SqliteStatement save = session.Prepare($"INSERT OR REPLACE INTO source_traffic(source, slot, minute, {Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    private readonly Dictionary<(string Source, long Minute), SourceTraffic> pending = [];
}
