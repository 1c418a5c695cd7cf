using System.IO.Compression;

namespace Tongbi.Collector.Sources.Http;

/// <summary>
/// Unpacks a gzip body of one or more members and tells a whole one from a truncated one or one with something else behind it, which
/// <see cref="GZipStream"/> by itself takes for the end.
/// </summary>
internal sealed class GzipBody : ReadOnlyStream
{
    /// <summary>Unpacks a stream; the caller keeps it.</summary>
    public GzipBody(Stream packed)
    {
        source = new SentinelStream(packed);
        gzip = new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The compression is damaged.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await gzip.ReadAsync(buffer, cancellationToken);
        return read > 0 || buffer.IsEmpty || source.IsExactlyUsedUp ? read : throw new InvalidDataException("The gzip data is truncated, or followed by something else.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private readonly SentinelStream source;
    private readonly GZipStream gzip;

    // Puts one byte behind the end that cannot begin a member. A decoder between members looks at it and stops; one inside a member takes
    // it for data and asks for more; one that stopped earlier never asks for it. Only the first of these has read a whole body.
    private sealed class SentinelStream(Stream inner) : ReadOnlyStream
    {
        public bool IsExactlyUsedUp => sentinelGiven && !askedForMore;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.IsEmpty)
            {
                return 0;
            }

            if (sentinelGiven)
            {
                askedForMore = true;
                return 0;
            }

            int read = await inner.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                sentinelGiven = true;
                buffer.Span[0] = 0;
                return 1;
            }

            return read;
        }

        private bool sentinelGiven;
        private bool askedForMore;
    }
}
