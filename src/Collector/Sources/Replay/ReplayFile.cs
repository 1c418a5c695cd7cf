using Tongbi.Collector.Calendar;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;
using Tongbi.Collector.Sources.Import;

namespace Tongbi.Collector.Sources.Replay;

/// <summary>
/// The events of a file in the order in which they happened, ready to be sent as the public contract has them. Held in memory: about
/// 150 bytes a record; never written anywhere, since the sources' own reference numbers are in it. Immutable once read.
/// </summary>
public sealed class ReplayFile
{
    /// <summary>The most that a file's records may take in memory; a larger file must be split.</summary>
    public const long MaxBytes = 4L << 30;

    private ReplayFile(ReplayLines lines)
    {
        this.lines = lines;
        order = lines.InOrder();
    }

    /// <summary>Records that can be sent.</summary>
    public int Count => order.Length;

    /// <summary>Rows that cannot: unreadable, or without a time. By code.</summary>
    public IReadOnlyDictionary<string, long> SkippedByCode => lines.SkippedByCode;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; its name tells format and compression.</param>
    /// <param name="mapping">How its columns become fields; null = the fields of the public contract for events.</param>
    /// <param name="calendar">In whose zone local times are read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="BodyException">The file cannot be read on.</exception>
    /// <exception cref="BodyTooLargeException">It does not fit into <see cref="MaxBytes"/>.</exception>
    /// <exception cref="NotSupportedException">The name does not tell a known format, or the mapping makes figures instead of events.</exception>
    public static async Task<ReplayFile> ReadAsync(string path, ImportMapping? mapping, OfficeCalendar calendar, CancellationToken cancellationToken)
    {
        if (mapping is { Kind: not RecordKind.Event })
        {
            throw new NotSupportedException("A replay sends events, one after the other as they happened; this mapping makes figures. Send those with `import`.");
        }

        ImportFile kind = ImportFile.Of(path);
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using Stream unpacked = BodyUnpacking.Of(file, kind.Compression);
        ReplayLines lines = new(MaxBytes);
        IRecordSink sink = mapping is null ? lines : new RowMapper(mapping, calendar, lines);
        await new BodyReader(FileImporter.NewParser(kind.Format, mapping), sink).ReadAsync(unpacked, cancellationToken);
        return new ReplayFile(lines);
    }

    /// <summary>When a record happened, in Unix seconds.</summary>
    public long SecondOf(int index) => lines[order[index]].Second;

    /// <summary>Where a record stands in the file: its row, counted from 1 without blank lines and header.</summary>
    public long RowOf(int index) => lines[order[index]].Row;

    /// <summary>Writes a record as a line of NDJSON.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="second">When it is to have happened, in Unix seconds.</param>
    /// <param name="stream">To where.</param>
    public void Write(int index, long second, Stream stream) => lines.Write(order[index], second, stream);

    private readonly ReplayLines lines;
    private readonly int[] order;
}
