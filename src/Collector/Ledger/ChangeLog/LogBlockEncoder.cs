using System.Buffers.Binary;

namespace Tongbi.Collector.Ledger.ChangeLog;

/// <summary>Packs sorted, merged entries into a block. Keeps its buffer: one encoder per writer.</summary>
internal sealed class LogBlockEncoder
{
    /// <summary>The block, valid until the next call.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A start is outside what the format can hold.</exception>
    public ReadOnlySpan<byte> Encode(ReadOnlySpan<LogEntry> entries)
    {
        length = 0;
        Reserve(LargestItem);
        buffer[length++] = LogBlock.Format;
        WriteVarint((ulong)entries.Length);
        int series = 0;
        while (!entries.IsEmpty)
        {
            ReadOnlySpan<LogEntry> group = entries[..GroupLength(entries)];
            WriteGroup(group, series);
            series = group[0].Series;
            entries = entries[group.Length..];
        }

        Reserve(LogBlock.ChecksumBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(length), Crc32C.Of(buffer.AsSpan(0, length)));
        length += LogBlock.ChecksumBytes;
        return buffer.AsSpan(0, length);
    }

    /// <summary>Gives back the memory of an unusually large block.</summary>
    public void Trim()
    {
        if (buffer.Length > KeptBytes)
        {
            buffer = new byte[InitialBytes];
        }
    }

    private static int GroupLength(ReadOnlySpan<LogEntry> entries)
    {
        LogEntry first = entries[0];
        int length = 1;
        while (length < entries.Length && entries[length].Series == first.Series && entries[length].Grain == first.Grain)
        {
            length++;
        }

        return length;
    }

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private void WriteGroup(ReadOnlySpan<LogEntry> group, int previousSeries)
    {
        Reserve(LargestItem);
        WriteVarint((ulong)(group[0].Series - previousSeries));
        WriteVarint(((ulong)group.Length << LogBlock.GrainBits) | (byte)group[0].Grain);
        long start = 0;
        for (int index = 0; index < group.Length; index++)
        {
            LogEntry entry = group[index];
            ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(entry.Start), LogBlock.LargestStart, nameof(group));
            Reserve(LargestItem);
            WriteEntry(entry, index == 0 ? ZigZag(entry.Start) : (ulong)(entry.Start - start));
            start = entry.Start;
        }
    }

    private void WriteEntry(LogEntry entry, ulong step)
    {
        int shape = entry switch
        {
            { Delta: 1, Presence: 1 } => LogBlock.ShapeOne,
            _ when entry.Delta == entry.Presence => LogBlock.ShapeEqual,
            { Presence: 0 } => LogBlock.ShapeDelta,
            _ => LogBlock.ShapeBoth,
        };
        WriteVarint((step << LogBlock.ShapeBits) | (uint)shape);
        if (shape != LogBlock.ShapeOne)
        {
            WriteVarint(ZigZag(entry.Delta));
        }

        if (shape == LogBlock.ShapeBoth)
        {
            WriteVarint(ZigZag(entry.Presence));
        }
    }

    private void WriteVarint(ulong value)
    {
        while (value >= 0x80)
        {
            buffer[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        buffer[length++] = (byte)value;
    }

    private void Reserve(int bytes)
    {
        if (length + bytes > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes));
        }
    }

    // Three numbers of at most ten bytes each, and the format byte.
    private const int LargestItem = 32;
    private const int InitialBytes = 1024;
    private const int KeptBytes = 1 << 18;
    private byte[] buffer = new byte[InitialBytes];
    private int length;
}
