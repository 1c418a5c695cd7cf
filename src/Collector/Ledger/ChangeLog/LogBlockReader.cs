using System.Buffers.Binary;

namespace Tongbi.Collector.Ledger.ChangeLog;

/// <summary>Walks through a block entry by entry. Construction checks the checksum, so that what follows reads only what was written.</summary>
internal struct LogBlockReader
{
    /// <summary>Opens a block.</summary>
    /// <exception cref="InvalidDataException">The block is damaged or of a format that this program does not know.</exception>
    public LogBlockReader(byte[] block)
    {
        Verify(block);
        this.block = block;
        position = 1;
        Count = checked((int)ReadVarint());
        left = Count;
    }

    /// <summary>How many entries the block has.</summary>
    public int Count { get; }

    /// <summary>The entry that <see cref="MoveNext"/> came to.</summary>
    public LogEntry Current { readonly get; private set; }

    /// <summary>Goes to the next entry; false at the end.</summary>
    public bool MoveNext()
    {
        if (left == 0)
        {
            return false;
        }

        left--;
        bool firstOfGroup = leftInGroup == 0;
        if (firstOfGroup)
        {
            ReadGroupHead();
        }

        leftInGroup--;
        ulong head = ReadVarint();
        ulong step = head >> LogBlock.ShapeBits;
        start = firstOfGroup ? UnZigZag(step) : start + (long)step;
        long delta = 1;
        int presence = 1;
        int shape = (int)(head & ((1 << LogBlock.ShapeBits) - 1));
        if (shape != LogBlock.ShapeOne)
        {
            delta = UnZigZag(ReadVarint());
            presence = shape switch
            {
                LogBlock.ShapeEqual => (int)delta,
                LogBlock.ShapeDelta => 0,
                _ => (int)UnZigZag(ReadVarint()),
            };
        }

        Current = new LogEntry(start, delta, series, presence, grain);
        return true;
    }

    private static void Verify(byte[] block)
    {
        int end = block.Length - LogBlock.ChecksumBytes;
        if (end < 2 || Crc32C.Of(block.AsSpan(0, end)) != BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(end)))
        {
            throw new InvalidDataException("A block of the change log is damaged: its checksum does not fit.");
        }

        if (block[0] != LogBlock.Format)
        {
            throw new InvalidDataException($"A block of the change log has format {block[0]}; this program knows format {LogBlock.Format}.");
        }
    }

    private static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private void ReadGroupHead()
    {
        series += (int)ReadVarint();
        ulong head = ReadVarint();
        grain = (BucketGrain)(head & ((1 << LogBlock.GrainBits) - 1));
        leftInGroup = (int)(head >> LogBlock.GrainBits);
    }

    private ulong ReadVarint()
    {
        byte[] bytes = block;
        ulong value = bytes[position++];
        if (value < 0x80)
        {
            return value;
        }

        value &= 0x7F;
        for (int shift = 7; ; shift += 7)
        {
            byte next = bytes[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private readonly byte[] block;
    private int position;
    private int left;
    private int leftInGroup;
    private int series;
    private BucketGrain grain;
    private long start;
}
