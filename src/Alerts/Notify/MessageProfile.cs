namespace Tongbi.Alerts.Notify;

/// <summary>How much a message says.</summary>
public enum MessageProfile
{
    /// <summary>Everything, counts included: for receivers inside the police network.</summary>
    Full,

    /// <summary>No counts, rates or thresholds: level, what, where, and that the details are inside. For channels that leave the network.</summary>
    Outside,
}
