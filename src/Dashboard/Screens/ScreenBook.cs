using NodaTime;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Screens;

/// <summary>
/// What the screens tell of themselves. A screen is a device: persons who look at a wall are nobody's business. Bounded by the devices that
/// administrators made. Thread-safe.
/// </summary>
public sealed class ScreenBook(SecurityStore store)
{
    /// <summary>How often a page tells of itself.</summary>
    public static readonly Duration ReportInterval = Duration.FromSeconds(15);

    /// <summary>Three reports in a row did not come.</summary>
    public static readonly Duration Silence = ReportInterval * 3;

    /// <summary>A page that has heard nothing for so long shows old figures, whatever it draws.</summary>
    public static readonly Duration DeafAfter = Duration.FromSeconds(60);

    /// <summary>A screen that was last seen longer ago than this is not missed any more after a start.</summary>
    public static readonly Duration MissedAfterStart = Duration.FromDays(7);

    /// <summary>Connections of one device that are told apart; more are a mistake somewhere else.</summary>
    private const int MaximumConnections = 16;

    /// <summary>How often the store is told that a device was seen.</summary>
    private static readonly Duration NoteEvery = Duration.FromMinutes(10);

    /// <summary>Takes what a page told.</summary>
    /// <param name="device">Id of the device.</param>
    /// <param name="connection">Id of its connection.</param>
    /// <param name="report">What it told.</param>
    /// <param name="now">The moment.</param>
    public void Heard(string device, string connection, ScreenReport report, Instant now)
    {
        bool note = false;
        lock (gate)
        {
            if (!entries.TryGetValue(device, out Entry? entry))
            {
                entries.Add(device, entry = new Entry());
            }

            entry.FrozenSince = IsFrozen(report) ? entry.FrozenSince ?? now : null;
            entry.Report = report;
            entry.HeardAt = now;
            if (entry.Connections.Count < MaximumConnections || entry.Connections.ContainsKey(connection))
            {
                entry.Connections[connection] = now;
            }

            if (entry.NotedAt is not { } noted || now - noted >= NoteEvery || now < noted)
            {
                entry.NotedAt = now;
                note = true;
            }
        }

        if (note)
        {
            store.NoteSeen(device, now.ToDateTimeOffset());
        }
    }

    /// <summary>A connection ended.</summary>
    public void Closed(string connection, Instant now)
    {
        lock (gate)
        {
            foreach (Entry entry in entries.Values.Where(entry => entry.Connections.Remove(connection) && entry.Connections.Count == 0))
            {
                entry.LeftAt = now;
            }
        }
    }

    /// <summary>All screens whose token is in force, oldest first.</summary>
    public IReadOnlyList<ScreenStatus> Look(Instant now)
    {
        lock (gate)
        {
            return [.. store.Devices().Where(device => device.RevokedAt is null).Select(device => StatusOf(device, now))];
        }
    }

    private ScreenStatus StatusOf(Device device, Instant now)
    {
        Instant? seen = device.LastSeenAt is { } noted ? Instant.FromDateTimeOffset(noted) : null;
        if (!entries.TryGetValue(device.Id, out Entry? entry))
        {
            return seen is null
                ? new ScreenStatus(device, ScreenState.Never, null, null, null, 0)
                : new ScreenStatus(device, ScreenState.Gone, seen, seen, null, 0);
        }

        int pages = entry.Connections.Values.Count(last => now - last < Silence);
        (ScreenState state, Instant? since) = entry switch
        {
            { Connections.Count: 0 } => (ScreenState.Gone, entry.LeftAt),

            // Its line stands, but nobody speaks: the script hangs.
            _ when now - entry.HeardAt >= Silence => (ScreenState.Frozen, (Instant?)entry.HeardAt),
            { FrozenSince: { } frozen } => (ScreenState.Frozen, (Instant?)frozen),
            _ => (ScreenState.Live, null),
        };
        return new ScreenStatus(device, state, since, entry.HeardAt, entry.Report, pages);
    }

    private static bool IsFrozen(ScreenReport report) =>
        report.Visible && (report.Frames <= 0 || report.SilentSeconds >= (int)DeafAfter.TotalSeconds);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    private sealed class Entry
    {
        public ScreenReport Report { get; set; } = new();

        public Instant HeardAt { get; set; }

        public Instant? FrozenSince { get; set; }

        /// <summary>When its last connection ended.</summary>
        public Instant LeftAt { get; set; }

        public Instant? NotedAt { get; set; }

        /// <summary>When each connection last told something.</summary>
        public Dictionary<string, Instant> Connections { get; } = new(StringComparer.Ordinal);
    }
}
