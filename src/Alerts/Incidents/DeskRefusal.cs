namespace Tongbi.Alerts.Incidents;

/// <summary>Why a person's act on an alert was not taken.</summary>
public enum DeskRefusal
{
    /// <summary>There is no alert of this id.</summary>
    UnknownAlert,

    /// <summary>It is pending: nobody was told yet.</summary>
    NotFired,

    /// <summary>Somebody has acknowledged it before.</summary>
    AlreadyAcknowledged,

    /// <summary>It still fires; clearing it anyway has to be said.</summary>
    StillFiring,

    /// <summary>It was cleared or called a false alarm before.</summary>
    AlreadyClosed,
}
