using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Tongbi.Collector.Sources.Http;

/// <summary>
/// Finds values by a name that is at hand as UTF-8 bytes, without making a string. The names are ours (fields, catalogue codes), so the
/// hash need not withstand chosen keys. Reads are thread-safe once filled.
/// </summary>
internal sealed class Utf8Table<T>
{
    /// <summary>Fills the table.</summary>
    public Utf8Table(IEnumerable<KeyValuePair<string, T>> entries)
    {
        foreach ((string name, T value) in entries)
        {
            byName.Add(Encoding.UTF8.GetBytes(name), value);
        }

        lookup = byName.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The value of a name.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, [MaybeNullWhen(false)] out T value) => lookup.TryGetValue(name, out value);

    private readonly Dictionary<byte[], T> byName = new(new BytesComparer());
    private readonly Dictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> lookup;

    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        // The first and the last eight bytes tell codes of one family (331125001, 331125002) apart.
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            ulong head = 0;
            ulong tail = 0;
            if (alternate.Length >= sizeof(ulong))
            {
                head = MemoryMarshal.Read<ulong>(alternate);
                tail = MemoryMarshal.Read<ulong>(alternate[^sizeof(ulong)..]);
            }
            else
            {
                foreach (byte b in alternate)
                {
                    head = (head << 8) | b;
                }
            }

            ulong mixed = ((head ^ (ulong)alternate.Length) * 0x9E3779B97F4A7C15UL) ^ BitOperations.RotateLeft(tail * 0xC2B2AE3D27D4EB4FUL, 31);
            return (int)((mixed * 0x165667B19E3779F9UL) >> 32);
        }
    }
}
