#pragma warning disable CA1032 // Without the time to wait it would be of no use to the caller.
namespace Tongbi.Collector.Ingest;

/// <summary>Too many requests are being read and waiting; nothing of this one was read.</summary>
/// <param name="retryAfter">When it is worth coming back.</param>
/// <param name="isOwnDoing">Whether the sender itself has too many requests waiting, rather than all senders together.</param>
public sealed class IngestOverloadedException(TimeSpan retryAfter, bool isOwnDoing)
    : Exception(isOwnDoing
        ? "Too many requests of this sender are waiting; send fewer at a time, and this one again later."
        : "More requests are waiting than this server takes; send it again later.")
{
    /// <summary>When it is worth coming back.</summary>
    public TimeSpan RetryAfter => retryAfter;

    /// <summary>Whether the sender itself has too many requests waiting (429), rather than all senders together (503).</summary>
    public bool IsOwnDoing => isOwnDoing;
}
