using NodaTime;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Notify;

/// <summary>What <c>notify.yaml</c> says: who is told of alerts, how, and when not. Immutable.</summary>
public sealed record NotifySettings
{
    /// <summary>Settings without a file: nobody is told, alerts are on the wall and in the list only.</summary>
    public static readonly NotifySettings Nobody = new() { Zone = DateTimeZone.Utc };

    /// <summary>The office's zone, in which mute windows, quiet hours and shifts are meant.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>The mail server, or null.</summary>
    public SmtpSettings? Smtp { get; init; }

    /// <summary>Receivers by id.</summary>
    public IReadOnlyDictionary<string, Receiver> Receivers { get; init; } = new Dictionary<string, Receiver>();

    /// <summary>Root of the routes, or null if nobody is told.</summary>
    public Route? Route { get; init; }

    /// <summary>Which alerts keep others from being told.</summary>
    public IReadOnlyList<InhibitRule> Inhibit { get; init; } = [];

    /// <summary>Steps by severity until somebody acknowledges, in order of time.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<EscalationStep>> Escalation { get; init; } = new Dictionary<string, IReadOnlyList<EscalationStep>>();

    /// <summary>Windows in which severities are not told.</summary>
    public IReadOnlyList<MuteWindow> Mute { get; init; } = [];

    /// <summary>Where a heartbeat goes that tells that alerting is alive, or null.</summary>
    public HeartbeatSettings? Heartbeat { get; init; }

    /// <summary>Id of the receiver who is told when alerting itself is in trouble; null takes the root route's.</summary>
    public string? WatchdogReceiver { get; init; }

    /// <summary>The address under which people reach the pages, for links in messages; null leaves links out.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>
    /// The receiver that stands behind an id at a moment: a roster's duty person, else itself. Null if the id is unknown or nobody is on duty.
    /// </summary>
    /// <param name="id">Id of a receiver.</param>
    /// <param name="now">The moment.</param>
    /// <param name="standIn">Who has a roster's shift in truth, given the roster, the day on which the shift began and who is planned; null for no change.</param>
    public Receiver? Resolve(string id, Instant now, Func<string, LocalDate, string?, string?>? standIn = null)
    {
        // A roster may name a roster (a post that is filled by a team); the reader refuses circles, the bound is a second lock.
        for (int depth = 0; depth < 8 && Receivers.TryGetValue(id, out Receiver? receiver); depth++)
        {
            if (receiver.Roster is null)
            {
                return receiver;
            }

            LocalDate shift = receiver.Roster.ShiftOf(now.InZone(Zone).LocalDateTime);
            string? planned = receiver.Roster.OnDuty(shift);
            id = (standIn is null ? planned : standIn(receiver.Id, shift, planned)) ?? "";
        }

        return null;
    }
}
