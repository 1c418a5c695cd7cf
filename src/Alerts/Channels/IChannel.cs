namespace Tongbi.Alerts.Channels;

/// <summary>
/// One way of delivering a message. An implementation makes one attempt: when to try again, and how often, is the worker's affair.
/// Thread-safe.
/// </summary>
public interface IChannel
{
    /// <summary>Whether it delivers files. One that does not gets the words with a link instead.</summary>
    bool CarriesFiles => false;

    /// <summary>Makes one attempt. Throws only <see cref="OperationCanceledException"/>, and that only when the caller cancels.</summary>
    Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken);
}
