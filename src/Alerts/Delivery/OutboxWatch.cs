using NodaTime;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Delivery;

/// <summary>How the outbox is doing, for those who watch the program.</summary>
public sealed class OutboxWatch(AlertStore store, IClock clock)
{
    private static readonly Duration Day = Duration.FromDays(1);

    /// <summary>Looks now.</summary>
    public OutboxLoad Now() => store.Read(connection =>
    {
        Instant now = clock.GetCurrentInstant();
        (long waiting, Instant? oldest) = OutboxTable.Backlog(connection, now);
        long dead = Sql.Number(connection, null, "SELECT count(*) FROM outbox WHERE state = 3 AND done >= $1", (now - Day).ToUnixTimeMilliseconds()) ?? 0;
        return new OutboxLoad(waiting, oldest, dead);
    });
}
