using System.Text;
using System.Xml;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;
using Tongbi.Collector.Sources.Import;

namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>The rows of one sheet of a workbook as records. One per file.</summary>
/// <param name="file">The file, seekable; the caller keeps it.</param>
/// <param name="mapping">How its columns become fields.</param>
/// <param name="options">Which sheet, which header, and what of formulas.</param>
/// <param name="limits">What the workbook may at most be.</param>
/// <param name="readTo">Told now and then how far the file was read, in bytes; null = nobody.</param>
internal sealed class WorkbookFeed(Stream file, ImportMapping mapping, WorkbookOptions options, WorkbookLimits limits, Action<long>? readTo = null) : IFileFeed
{
    /// <inheritdoc/>
    public string PlaceOf(long index) => numbers.Of(index).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    /// <exception cref="FileFaultException">It cannot be read as a whole.</exception>
    public Task ReadAsync(Catalogue catalogue, IRecordSink sink, CancellationToken cancellationToken) =>
        //// Read synchronously on a thread of the pool: an asynchronous step for every tag of the XML costs several times as much.
        Task.Run(() => Read(catalogue, sink, cancellationToken), cancellationToken);

    private void Read(Catalogue catalogue, IRecordSink sink, CancellationToken cancellationToken)
    {
        try
        {
            using WorkbookPackage package = WorkbookPackage.Open(file, limits);
            Workbook workbook = Workbook.Read(package, options.Sheet, limits);
            using XmlPart part = package.OpenData(workbook.Sheet);
            ReadRows(new SheetRows(part, workbook, options.TakesFormulas), new RowMapper(mapping, catalogue.Calendar, sink), cancellationToken);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException or ArgumentException or DecoderFallbackException)
        {
            // ArgumentException and NotSupportedException: encodings and packings that the readers of ZIP and XML do not know.
            throw new FileFaultException(FileFault.BadFile, "The workbook is damaged, or was not written by a spreadsheet program; save it again.", damaged);
        }
    }

    private void ReadRows(SheetRows rows, RowMapper mapper, CancellationToken cancellationToken)
    {
        WorkbookHeader header = new(fields, mapping.RequiredColumns, options.HeaderRow);
        long index = 0;
        while (rows.Next())
        {
            if (header.Columns is not { } columns)
            {
                header.Look(rows);
                continue;
            }

            if (index % RowsPerReport == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                readTo?.Invoke(file.Position);
            }

            numbers.Add(index++, rows.Number);
            if (Wrong(rows, columns) is { } reason)
            {
                mapper.Refuse(reason);
            }
            else
            {
                mapper.Take(rows.Bytes, record);
            }
        }

        if (header.Columns is null)
        {
            throw header.NotFound();
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private RefusalReason? Wrong(SheetRows rows, IReadOnlyDictionary<int, int> columns)
    {
        if (rows.IsTooLong)
        {
            return RefusalReason.TooLong;
        }

        record.Clear();
        record.IsObject = true;
        foreach (SheetCell cell in rows.Cells)
        {
            if (!columns.TryGetValue(cell.Column, out int field))
            {
                field = -1;
                if (!fields.IgnoresUnknown)
                {
                    // A value under no name may be anything, a person's too.
                    return RefusalReason.UnknownField;
                }
            }

            if (field < 0)
            {
                continue;
            }

            if (cell.Fault != CellFault.None)
            {
                return CellReasons.Of(cell.Fault, fields.Names[field]);
            }

            record.Set(field, new FieldSlot(cell.Start, cell.Length, FieldKind.Cell));
        }

        return null;
    }

    private const int RowsPerReport = 1024;

    private readonly FieldTable fields = mapping.Table;
    private readonly RawRecord record = new(mapping.Table);
    private readonly RowNumbers numbers = new();
}
