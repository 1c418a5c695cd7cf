using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// Turns a source's reference number into the key under which its record is kept: the first 128 bits of HMAC-SHA256(key, source 00 id).
/// The number itself cannot be found from it without the key file. Not thread-safe: one per request.
/// </summary>
public sealed class IdHasher : IDisposable
{
    internal IdHasher(ReadOnlySpan<byte> key) => hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

    /// <summary>Hashes a reference number.</summary>
    /// <param name="source">Source id as UTF-8.</param>
    /// <param name="id">The reference number as UTF-8.</param>
    public UInt128 Hash(ReadOnlySpan<byte> source, ReadOnlySpan<byte> id)
    {
        int length = source.Length + 1 + id.Length;
        if (length > message.Length)
        {
            Array.Resize(ref message, length * 2);
        }

        source.CopyTo(message);
        message[source.Length] = 0;
        id.CopyTo(message.AsSpan(source.Length + 1));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hmac.AppendData(message.AsSpan(0, length));
        hmac.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    /// <inheritdoc/>
    public void Dispose() => hmac.Dispose();

    // One call with the whole message: each call of the hash costs more than copying the bytes.
    private byte[] message = new byte[256];
    private readonly IncrementalHash hmac;
}
