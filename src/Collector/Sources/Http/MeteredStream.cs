using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Http;

/// <summary>Counts what is read and stops at a limit: the first byte beyond it ends the request, so a compression bomb costs no more than its limit.</summary>
/// <param name="inner">Where the bytes come from; the caller keeps it.</param>
/// <param name="limit">Most bytes that may be read.</param>
/// <param name="what">What is limited, for the message.</param>
internal sealed class MeteredStream(Stream inner, long limit, string what) : ReadOnlyStream
{
    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="BodyTooLargeException">The limit is exceeded.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken);
        Count += read;
        return Count <= limit ? read : throw new BodyTooLargeException($"The body is larger than {limit} bytes {what}; send it in parts.");
    }
}
