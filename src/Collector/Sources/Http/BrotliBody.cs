using System.Buffers;
using System.IO.Compression;

namespace Tongbi.Collector.Sources.Http;

/// <summary>Unpacks a brotli body and tells a whole one from a truncated one or one with something behind it, which <see cref="BrotliStream"/> does not.</summary>
internal sealed class BrotliBody(Stream packed) : ReadOnlyStream
{
    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The compression is damaged.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (finished)
            {
                return start == end && (end = await packed.ReadAsync(input, cancellationToken)) == 0
                    ? 0
                    : throw new InvalidDataException("Something follows the brotli data.");
            }

            OperationStatus status = decoder.Decompress(input.AsSpan(start, end - start), buffer.Span, out int consumed, out int written);
            start += consumed;
            finished = status == OperationStatus.Done;
            if (status == OperationStatus.InvalidData)
            {
                throw new InvalidDataException("The brotli data is damaged.");
            }

            if (written > 0)
            {
                return written;
            }

            if (status == OperationStatus.NeedMoreData)
            {
                (start, end) = (0, await packed.ReadAsync(input, cancellationToken));
                if (end == 0)
                {
                    throw new InvalidDataException("The brotli data is truncated.");
                }
            }
            else if (finished && start == end)
            {
                (start, end) = (0, 0);
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        decoder.Dispose();
        base.Dispose(disposing);
    }

    private readonly byte[] input = new byte[64 * 1024];
    private BrotliDecoder decoder;
    private int start;
    private int end;
    private bool finished;
}
