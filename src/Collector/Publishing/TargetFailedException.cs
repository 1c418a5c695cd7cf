namespace Tongbi.Collector.Publishing;

/// <summary>A target did not take a request, which is to be tried again. The message is for people and holds no secret.</summary>
internal sealed class TargetFailedException(PublishState state, string message, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How the target stands because of it.</summary>
    public PublishState State { get; } = state;

    /// <summary>When the target wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
