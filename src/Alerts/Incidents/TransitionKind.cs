namespace Tongbi.Alerts.Incidents;

/// <summary>What happened to an alert. The numbers are stored: never change one.</summary>
public enum TransitionKind
{
    /// <summary>Its condition began to hold; <c>for</c> runs. Nobody is told, and it is forgotten if the condition ends before the time is up.</summary>
    Pending = 1,

    /// <summary>触发.</summary>
    Fired = 2,

    /// <summary>A graver level than before.</summary>
    Raised = 3,

    /// <summary>A milder level than before, still firing.</summary>
    Lowered = 4,

    /// <summary>The condition ended.</summary>
    Resolved = 5,

    /// <summary>It changes so often that single changes are no news; from here on it stays open and silent until it settles or grows graver than ever.</summary>
    Flapping = 6,

    /// <summary>It stopped flapping; the state it settled at is the one after the transition, resolved included.</summary>
    Settled = 7,

    /// <summary>签收.</summary>
    Acknowledged = 8,

    /// <summary>反馈.</summary>
    Feedback = 9,

    /// <summary>解除 by a person.</summary>
    Cleared = 10,

    /// <summary>误报, said by a person.</summary>
    FalseAlarm = 11,
}
