using System.Buffers.Binary;

namespace Tongbi.Collector.Ledger.ChangeLog;

/// <summary>Packs and unpacks the corrections of one part of a version; docs/formats/ledger.md describes the bytes.</summary>
internal static class CorrectionBlock
{
    /// <summary>First byte of every block.</summary>
    public const byte Format = 1;

    /// <summary>Packs corrections that are sorted, each once.</summary>
    public static byte[] Encode(ReadOnlySpan<LogCorrection> corrections)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(Format);
        writer.Write7BitEncodedInt(corrections.Length);
        int series = 0;
        long start = 0;
        foreach (LogCorrection correction in corrections)
        {
            writer.Write7BitEncodedInt(correction.Series - series);
            writer.Write7BitEncodedInt64(ZigZag(correction.Start - start));
            writer.Write7BitEncodedInt64(ZigZag(correction.FirstRecorded - correction.Start));
            writer.Write7BitEncodedInt64(ZigZag(correction.Records));
            writer.Write7BitEncodedInt64(ZigZag(correction.Moved));
            series = correction.Series;
            start = correction.Start;
        }

        writer.Write(Crc32C.Of(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <summary>Unpacks a block.</summary>
    /// <exception cref="InvalidDataException">It is damaged or of a format that this program does not know.</exception>
    public static IEnumerable<LogCorrection> Decode(byte[] block)
    {
        int end = block.Length - sizeof(uint);
        if (end < 2 || Crc32C.Of(block.AsSpan(0, end)) != BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(end)))
        {
            throw new InvalidDataException("Corrections in the change log are damaged: their checksum does not fit.");
        }

        if (block[0] != Format)
        {
            throw new InvalidDataException($"Corrections in the change log have format {block[0]}; this program knows format {Format}.");
        }

        return Walk(block);
    }

    private static IEnumerable<LogCorrection> Walk(byte[] block)
    {
        using BinaryReader reader = new(new MemoryStream(block, 1, block.Length - 1));
        int count = reader.Read7BitEncodedInt();
        LogCorrection last = default;
        for (int index = 0; index < count; index++)
        {
            int series = last.Series + reader.Read7BitEncodedInt();
            long start = last.Start + UnZigZag(reader.Read7BitEncodedInt64());
            long firstRecorded = start + UnZigZag(reader.Read7BitEncodedInt64());
            last = new LogCorrection(start, firstRecorded, series, (int)UnZigZag(reader.Read7BitEncodedInt64()), (int)UnZigZag(reader.Read7BitEncodedInt64()));
            yield return last;
        }
    }

    private static long ZigZag(long value) => (value << 1) ^ (value >> 63);

    private static long UnZigZag(long value) => (long)((ulong)value >> 1) ^ -(value & 1);
}
