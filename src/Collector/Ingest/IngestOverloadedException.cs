#pragma warning disable CA1032 // Without the time to wait it would be of no use to the caller.
namespace Tongbi.Collector.Ingest;

/// <summary>Too many requests are being read and waiting; nothing of this one was read.</summary>
/// <param name="retryAfter">When it is worth coming back.</param>
public sealed class IngestOverloadedException(TimeSpan retryAfter)
    : Exception("More requests are waiting than this server takes; send it again later.")
{
    /// <summary>When it is worth coming back.</summary>
    public TimeSpan RetryAfter => retryAfter;
}
