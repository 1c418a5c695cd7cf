namespace Tongbi.Alerts.Routing;

/// <summary>Why a look at a group led to a message, or to none. Kept with every message.</summary>
public enum SendReason
{
    /// <summary>Nothing to tell.</summary>
    Nothing,

    /// <summary>Nothing of the group was firing in the last message, and something is now.</summary>
    First,

    /// <summary>Something is firing that was not in the last message.</summary>
    NewAlerts,

    /// <summary>All that had been told as firing has resolved.</summary>
    AllResolved,

    /// <summary>Something resolved that was not told yet, and others still fire.</summary>
    NewlyResolved,

    /// <summary>No news, but the repeat interval has passed.</summary>
    Repeat,

    /// <summary>Nobody has acknowledged in time.</summary>
    Escalation,

    /// <summary>The program tells something about itself.</summary>
    Watchdog,

    /// <summary>Somebody or something sends a file, such as a report.</summary>
    File,
}
