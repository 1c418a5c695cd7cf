using System.Collections.Frozen;
using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Rosters;

/// <summary>值班: who is on duty, by the rosters of <c>notify.yaml</c> and by what people said about who stands in for whom. Thread-safe.</summary>
public sealed class RosterBook
{
    /// <summary>Reads what people said.</summary>
    public RosterBook(AlertStore store, IClock clock)
    {
        this.store = store;
        this.clock = clock;
        inForce = Load();
    }

    /// <summary>The receiver that stands behind an id at a moment: a roster's duty person, else itself. Null if the id is unknown or nobody is on duty.</summary>
    public Receiver? Resolve(NotifySettings settings, string id, Instant now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Resolve(id, now, (roster, day, planned) => OnDuty(settings, roster, day, planned));
    }

    /// <summary>Shifts of a roster from that of a moment on; null if there is no such roster.</summary>
    public IReadOnlyList<Shift>? Shifts(NotifySettings settings, string rosterId, Instant from, int days)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Receivers.GetValueOrDefault(rosterId)?.Roster is not { } roster)
        {
            return null;
        }

        LocalDate first = roster.ShiftOf(from.InZone(settings.Zone).LocalDateTime);
        return [.. Enumerable.Range(0, days).Select(first.PlusDays).Select(day => ShiftOn(settings, rosterId, roster, day))];
    }

    /// <summary>The shift of a roster that begins on a day; null if there is no such roster.</summary>
    public Shift? ShiftOn(NotifySettings settings, string rosterId, LocalDate day)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Receivers.GetValueOrDefault(rosterId)?.Roster is { } roster ? ShiftOn(settings, rosterId, roster, day) : null;
    }

    /// <summary>Somebody stands in for whoever is planned, in place of what was said of the shift before.</summary>
    public StandIn Put(string roster, LocalDate shift, string planned, string person, string note, string author)
    {
        StandIn word = new(0, roster, shift, planned, person, note, author, clock.GetCurrentInstant());
        word = word with { Id = store.Write(session => StandInTable.Add(session.Connection, session.Transaction, word)) };
        inForce = Load();
        return word;
    }

    /// <summary>Takes back what was said of a shift; it stays on record. False if there was nothing.</summary>
    public bool End(string roster, LocalDate shift, string author)
    {
        bool ended = store.Write(session => StandInTable.End(session.Connection, session.Transaction, roster, shift, author, clock.GetCurrentInstant())) > 0;
        inForce = Load();
        return ended;
    }

    /// <summary>What people said of a roster, the newest first.</summary>
    public IReadOnlyList<StandIn> History(string roster, int limit) => store.Read(connection => StandInTable.History(connection, roster, limit));

    private Shift ShiftOn(NotifySettings settings, string rosterId, Roster roster, LocalDate day)
    {
        string? planned = roster.OnDuty(day);
        return new Shift(
            day,
            settings.Zone.AtLeniently(day.At(roster.ShiftStart)).ToInstant(),
            settings.Zone.AtLeniently(day.PlusDays(1).At(roster.ShiftStart)).ToInstant(),
            planned,
            OnDuty(settings, rosterId, day, planned),
            inForce.GetValueOrDefault((rosterId, day)));
    }

    /// <summary>Who stands in, if the word about it still fits the file; else who is planned.</summary>
    private string? OnDuty(NotifySettings settings, string roster, LocalDate day, string? planned) =>
        inForce.TryGetValue((roster, day), out StandIn? word) && word.Planned == planned && settings.Receivers.GetValueOrDefault(word.Person) is { Roster: null } ? word.Person : planned;

    private FrozenDictionary<(string, LocalDate), StandIn> Load() => store.Read(StandInTable.InForce).ToFrozenDictionary(word => (word.Roster, word.Shift));

    private readonly AlertStore store;
    private readonly IClock clock;
    private volatile FrozenDictionary<(string Roster, LocalDate Shift), StandIn> inForce;
}
