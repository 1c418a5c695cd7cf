using Tongbi.Collector.Sources.Http;

namespace Tongbi.Fuzz.Bodies;

/// <summary>A body that arrives in pieces of random lengths, or whole.</summary>
internal sealed class PiecesStream(byte[] body, FuzzRandom? random) : ReadOnlyStream
{
    /// <summary>Pieces given so far, the empty one at the end included.</summary>
    public int Pieces { get; private set; }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int most = random is null ? int.MaxValue : random.OneIn(3) ? 1 : 1 + random.Below(60);
        int length = Math.Min(Math.Min(buffer.Length, most), body.Length - position);
        body.AsSpan(position, length).CopyTo(buffer.Span);
        position += length;
        Pieces++;
        return new ValueTask<int>(length);
    }

    private int position;
}
