namespace Tongbi.Alerts.Delivery;

/// <summary>Where a message stands. The numbers are stored: never change one.</summary>
public enum OutboxState
{
    /// <summary>It waits for its time.</summary>
    Waiting = 0,

    /// <summary>An attempt is being made.</summary>
    Leased = 1,

    /// <summary>It arrived.</summary>
    Delivered = 2,

    /// <summary>It was given up; the reason is on record with its last attempt.</summary>
    Dead = 3,

    /// <summary>It became a part of a digest.</summary>
    Merged = 4,
}
