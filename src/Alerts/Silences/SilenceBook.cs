using NodaTime;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Silences;

/// <summary>All silences: made, changed and ended by people, kept on disk with who and why. Thread-safe.</summary>
public sealed class SilenceBook
{
    /// <summary>Reads the silences.</summary>
    public SilenceBook(AlertStore store, IClock clock)
    {
        this.store = store;
        this.clock = clock;
        current = store.Read(connection => SilenceTable.All(connection, null));
    }

    /// <summary>Raised after a change; handlers only signal.</summary>
    public event Action? Changed;

    /// <summary>All silences, those that end last first. An immutable snapshot.</summary>
    public IReadOnlyList<Silence> All => current;

    /// <summary>The silence with this id, or null.</summary>
    public Silence? Find(string id) => current.FirstOrDefault(silence => silence.Id == id);

    /// <summary>Makes a silence, or changes the one with this id.</summary>
    public Silence Put(Silence silence)
    {
        ArgumentNullException.ThrowIfNull(silence);
        Silence stamped = silence with { UpdatedAt = clock.GetCurrentInstant() };
        store.Write(session => SilenceTable.Put(session.Connection, session.Transaction, stamped));
        Reload();
        return stamped;
    }

    /// <summary>Ends a silence now; it stays on record. Null if there is none of this id.</summary>
    public Silence? End(string id)
    {
        Instant now = clock.GetCurrentInstant();
        return Find(id) is not { } silence ? null
            : silence.EndsAt <= now ? silence
            : Put(silence with { StartsAt = Instant.Min(silence.StartsAt, now), EndsAt = now });
    }

    private void Reload()
    {
        current = store.Read(connection => SilenceTable.All(connection, null));
        Changed?.Invoke();
    }

    private readonly AlertStore store;
    private readonly IClock clock;
    private volatile IReadOnlyList<Silence> current;
}
