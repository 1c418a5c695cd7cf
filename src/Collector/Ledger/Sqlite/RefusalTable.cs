using NodaTime;
using Tongbi.Collector.Calendar;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>Refusals added up by statistical day, source, code and field: never a raw value.</summary>
internal sealed class RefusalTable(SqliteSession session, Func<Instant, LocalDate> statisticalDate) : IDisposable
{
    /// <summary>Adds refusals of a request received at an instant.</summary>
    public void Add(IReadOnlyList<RefusalCount> refusals, Instant now)
    {
        if (refusals.Count == 0)
        {
            return;
        }

        add.Bind(1, OfficeCalendar.DayNumber(statisticalDate(now))).Bind(6, now.ToUnixTimeTicks());
        foreach (RefusalCount refusal in refusals)
        {
            add.Bind(2, refusal.Source).Bind(3, refusal.Code).Bind(4, refusal.Field).Bind(5, refusal.Count).Run();
        }
    }

    /// <summary>The newest refusals, on a reader's session.</summary>
    public static List<RefusalTotal> Read(SqliteSession reader, int limit)
    {
        using SqliteStatement read = reader.Prepare("SELECT day, source, code, field, count, last_at FROM refusal ORDER BY day DESC, last_at DESC, source, code, field LIMIT ?1");
        read.Bind(1, limit);
        List<RefusalTotal> totals = [];
        while (read.Step())
        {
            LocalDate day = OfficeCalendar.DateOfDay(checked((int)read.Integer(0)));
            totals.Add(new(day, read.Text(1), read.Text(2), read.Text(3), read.Integer(4), Instant.FromUnixTimeTicks(read.Integer(5))));
        }

        return totals;
    }

    /// <inheritdoc/>
    public void Dispose() => add.Dispose();

    private readonly SqliteStatement add = session.Prepare(
        """
        INSERT INTO refusal(day, source, code, field, count, last_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET count = count + excluded.count, last_at = max(last_at, excluded.last_at)
        """);
}
