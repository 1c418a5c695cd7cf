namespace Tongbi.Alerts.Delivery;

/// <summary>What became of the wish to send a file.</summary>
public enum FilePosting
{
    /// <summary>It is in the outbox.</summary>
    Posted,

    /// <summary>The same key went to the same receiver before; nothing is sent again.</summary>
    PostedBefore,

    /// <summary>There is no such receiver, it has no channel, or nobody is on duty.</summary>
    NobodyThere,
}
