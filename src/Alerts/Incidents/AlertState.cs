namespace Tongbi.Alerts.Incidents;

/// <summary>Where an alert is in its life.</summary>
public enum AlertState
{
    /// <summary>Its condition holds, but not yet for as long as the rule's <c>for</c>. Nobody is told.</summary>
    Pending = 1,

    /// <summary>触发: its condition holds, or its rule keeps it firing.</summary>
    Firing = 2,

    /// <summary>已解除: its condition holds no more. A later breach is another alert.</summary>
    Resolved = 3,
}
