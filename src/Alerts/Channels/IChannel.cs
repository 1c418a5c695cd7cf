namespace Tongbi.Alerts.Channels;

/// <summary>
/// One way of delivering a message. An implementation makes one attempt: when to try again, and how often, is the worker's affair.
/// Thread-safe.
/// </summary>
public interface IChannel
{
    /// <summary>Makes one attempt. Throws only <see cref="OperationCanceledException"/>, and that only when the caller cancels.</summary>
    Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken);
}
