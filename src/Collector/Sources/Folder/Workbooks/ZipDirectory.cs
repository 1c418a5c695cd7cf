using System.Buffers.Binary;

namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>
/// Counts the entries of a ZIP file before it is opened: <see cref="System.IO.Compression.ZipArchive"/> holds all of them in memory, and a small file may list
/// millions.
/// </summary>
internal static class ZipDirectory
{
    /// <summary>Checks that there is a directory with at most so many entries.</summary>
    /// <param name="file">The file, of which the position is moved.</param>
    /// <param name="limit">Most entries.</param>
    /// <exception cref="FileFaultException">There are more, or it is no ZIP file.</exception>
    public static void Check(Stream file, int limit)
    {
        long position = FindDirectory(file);
        Span<byte> header = stackalloc byte[HeaderBytes];
        for (int entries = 0; ; entries++)
        {
            file.Position = position;
            if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(header) != HeaderSignature)
            {
                return;
            }

            if (entries >= limit)
            {
                throw new FileFaultException(FileFault.UnsafeWorkbook, $"The workbook has more than {limit} parts; no real one has.");
            }

            position += HeaderBytes
                + BinaryPrimitives.ReadUInt16LittleEndian(header[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        }
    }

    // The record at the end stands behind everything but a comment of at most 64 KiB.
    private static long FindDirectory(Stream file)
    {
        int length = (int)Math.Min(file.Length, EndBytes + ushort.MaxValue);
        byte[] tail = new byte[length];
        file.Position = file.Length - length;
        file.ReadExactly(tail);
        int end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndBytes > length)
        {
            throw new FileFaultException(FileFault.BadFile, "The file is not a workbook (.xlsx), or its end is missing; copy it again.");
        }

        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        return offset < uint.MaxValue
            ? offset
            : throw new FileFaultException(FileFault.UnsafeWorkbook, "The workbook is a ZIP64 package of more than 4 GiB; split it or export CSV.");
    }

    private const int EndBytes = 22;
    private const int HeaderBytes = 46;
    private const uint HeaderSignature = 0x02014B50;
}
