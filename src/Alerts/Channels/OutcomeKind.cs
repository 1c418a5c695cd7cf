namespace Tongbi.Alerts.Channels;

/// <summary>How an attempt ended.</summary>
public enum OutcomeKind
{
    /// <summary>It arrived, and the far end said so.</summary>
    Delivered,

    /// <summary>It surely did not arrive; another attempt may.</summary>
    Failed,

    /// <summary>It may have arrived: the line was lost after it was sent.</summary>
    Unclear,

    /// <summary>The far end will not take this message, whatever happens.</summary>
    Refused,
}
