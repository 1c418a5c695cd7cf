using System.Buffers.Binary;
using System.Numerics;

namespace Tongbi.Collector.Ledger.ChangeLog;

/// <summary>CRC-32C (Castagnoli, RFC 3720), which processors compute eight bytes at a time.</summary>
internal static class Crc32C
{
    /// <summary>The checksum of the bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
