namespace Tongbi.Collector.Publishing;

/// <summary>What a target's publisher is doing.</summary>
public enum PublishState
{
    /// <summary>It has not yet sent anything since the start.</summary>
    Starting,

    /// <summary>It sends the whole history.</summary>
    History,

    /// <summary>All is there, or on its way.</summary>
    Current,

    /// <summary>The target does not take it now; it is tried again.</summary>
    Retrying,

    /// <summary>The target refuses our key; it is tried again, and a changed key counts at once.</summary>
    Unauthorized,

    /// <summary>Only a person can go on: the error says how.</summary>
    Blocked,
}
