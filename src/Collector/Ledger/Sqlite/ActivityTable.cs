using NodaTime;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>What is known of every source's deliveries. Changes are gathered in memory and written once for a group of deliveries.</summary>
internal sealed class ActivityTable(SqliteSession session) : IDisposable
{
    /// <summary>What is committed, by source; immutable, replaced by <see cref="Load"/> and <see cref="Publish"/>.</summary>
    public IReadOnlyDictionary<string, SourceActivity> Committed => Volatile.Read(ref committed);

    /// <summary>Takes in what is in the table.</summary>
    public void Load()
    {
        Dictionary<string, SourceActivity> known = new(StringComparer.Ordinal);
        while (load.Step())
        {
            SourceActivity activity = new(
                load.Text(0), FromSeconds(load.IntegerOrNull(1)), FromSeconds(load.IntegerOrNull(2)), FromTicks(load.IntegerOrNull(3)), FromTicks(load.IntegerOrNull(4)), load.Integer(5), load.Integer(6));
            known[activity.Source] = activity;
        }

        Volatile.Write(ref committed, known);
    }

    /// <summary>Adds a source's part of a delivery.</summary>
    public void Add(SourceShare share, Instant now)
    {
        SourceActivity before = Find(share.Source);
        pending[share.Source] = before with
        {
            LastRecordAt = Later(before.LastRecordAt, FromSeconds(share.NewestRecordAt)),
            LastSuccessAt = IsSuccess(share) ? Later(before.LastSuccessAt, now) : before.LastSuccessAt,
            LastRefusalAt = share.Rejected > 0 ? Later(before.LastRefusalAt, now) : before.LastRefusalAt,
            Accepted = before.Accepted + share.Accepted,
            Rejected = before.Rejected + share.Rejected,
        };
    }

    /// <summary>Whether a delivery at this moment moves what is known of a source's events: its first success in an hour. Sources without events cover nothing by them.</summary>
    public bool IsNews(SourceShare share, Instant now, Func<Instant, int> hourOf) =>
        IsSuccess(share) && Find(share.Source) is { FirstEventAt: not null } before && (before.LastSuccessAt is not { } last || hourOf(now) > hourOf(last));

    /// <summary>Notes the earliest event of a source in a delivery.</summary>
    public void AddEvent(string source, long second)
    {
        SourceActivity before = Find(source);
        Instant first = Instant.FromUnixTimeSeconds(second);
        if (before.FirstEventAt is null || first < before.FirstEventAt)
        {
            pending[source] = before with { FirstEventAt = first };
        }
    }

    /// <summary>Writes what was gathered.</summary>
    public void Save()
    {
        foreach (SourceActivity activity in pending.Values)
        {
            save.Bind(1, activity.Source)
                .Bind(2, activity.FirstEventAt?.ToUnixTimeSeconds()).Bind(3, activity.LastRecordAt?.ToUnixTimeSeconds())
                .Bind(4, activity.LastSuccessAt?.ToUnixTimeTicks()).Bind(5, activity.LastRefusalAt?.ToUnixTimeTicks())
                .Bind(6, activity.Accepted).Bind(7, activity.Rejected).Run();
        }
    }

    /// <summary>Shows what was gathered, now that it is committed.</summary>
    public void Publish()
    {
        Dictionary<string, SourceActivity> known = new(committed, StringComparer.Ordinal);
        foreach (SourceActivity activity in pending.Values)
        {
            known[activity.Source] = activity;
        }

        pending.Clear();
        Volatile.Write(ref committed, known);
    }

    /// <summary>Forgets what was gathered, since it was rolled back.</summary>
    public void Discard() => pending.Clear();

    /// <inheritdoc/>
    public void Dispose()
    {
        load.Dispose();
        save.Dispose();
    }

    private static bool IsSuccess(SourceShare share) => share.Accepted > 0 || share.Rejected == 0;

    private SourceActivity Find(string source) =>
        pending.GetValueOrDefault(source) ?? committed.GetValueOrDefault(source) ?? new SourceActivity(source, null, null, null, null, 0, 0);

    private static Instant? Later(Instant? one, Instant? other) => one is null || other > one ? other ?? one : one;

    private static Instant? FromSeconds(long? seconds) => seconds is long some ? Instant.FromUnixTimeSeconds(some) : null;

    private static Instant? FromTicks(long? ticks) => ticks is long some ? Instant.FromUnixTimeTicks(some) : null;

    private readonly SqliteStatement load = session.Prepare("SELECT source, first_event_at, last_record_at, last_success_at, last_refusal_at, accepted, rejected FROM source_activity");
    private readonly SqliteStatement save = session.Prepare("INSERT OR REPLACE INTO source_activity(source, first_event_at, last_record_at, last_success_at, last_refusal_at, accepted, rejected) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    private readonly Dictionary<string, SourceActivity> pending = new(StringComparer.Ordinal);
    private Dictionary<string, SourceActivity> committed = new(StringComparer.Ordinal);
}
