using System.Text;
using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Http;

/// <summary>
/// CSV (RFC 4180) with a header row. Rows end with LF or CRLF; blank lines are no records; a quoted cell may hold line ends. A header that
/// cannot be used, or a quote that never closes, makes the body unreadable; any other mistake refuses its row.
/// </summary>
/// <param name="fields">The known columns.</param>
/// <param name="required">Slots of the columns that the header must name.</param>
/// <param name="delimiter">What separates cells; 0 = whichever of comma, semicolon and tab the first line has most of.</param>
internal sealed class CsvParser(FieldTable fields, IReadOnlyList<int> required, byte delimiter = (byte)',') : IBodyParser
{
    /// <inheritdoc/>
    public int Drain(ReadOnlySpan<byte> data, bool final, IRecordSink sink)
    {
        int consumed = 0;
        while (consumed < data.Length)
        {
            int next = skipping ? SkipRow(data, consumed) : TakeRow(data, consumed, final, sink);
            if (next < 0)
            {
                return consumed;
            }

            consumed = next;
        }

        if (final && columns is null)
        {
            throw new MalformedBodyException(consumed, "The CSV has no header row: its first line must name the columns.");
        }

        return final && skipping && skip.IsInQuotes ? throw new MalformedBodyException(consumed, "A quoted cell is never closed.") : consumed;
    }

    // Returns the offset behind the row, or -1 to wait for more data.
    private int TakeRow(ReadOnlySpan<byte> data, int start, bool final, IRecordSink sink)
    {
        ReadOnlySpan<byte> rest = data[start..];
        if (!final && rest.Length < scanFrom && rest.Length <= IBodyParser.MaxRecordBytes)
        {
            return -1;
        }

        scanFrom = 0;
        int lineEnd = rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = lineEnd < 0 ? rest : rest[..lineEnd];
        if (separator == 0 && (lineEnd >= 0 || final))
        {
            separator = MostFrequent(line);
        }

        int length;
        bool wellFormed = true;
        if (separator == 0)
        {
            length = -1;
        }
        else if (line.Contains((byte)'"'))
        {
            length = SplitQuoted(rest, final, start, out wellFormed);
        }
        else if (lineEnd >= 0 || final)
        {
            length = lineEnd < 0 ? rest.Length : lineEnd + 1;
            SplitPlain(line);
        }
        else
        {
            length = -1;
        }

        if (length < 0 && rest.Length <= IBodyParser.MaxRecordBytes)
        {
            // As with JSON arrays: scanned again only when twice as much has arrived.
            scanFrom = rest.Length * 2;
            return -1;
        }

        if (length is < 0 or > IBodyParser.MaxRecordBytes)
        {
            return BeginSkip(start, length, sink);
        }

        if (cellCount > 0)
        {
            TakeCells(start, wellFormed, sink);
        }

        return start + length;
    }

    private int BeginSkip(int start, int length, IRecordSink sink)
    {
        if (columns is null)
        {
            throw new MalformedBodyException(start, "The CSV header is longer than 64 KiB.");
        }

        sink.Refuse(RefusalReason.TooLong);
        skipping = length < 0;
        skip.Begin();
        return skipping ? start : start + length;
    }

    private int SkipRow(ReadOnlySpan<byte> data, int start)
    {
        int behind = skip.Read(data, start, separator);
        skipping = behind < 0;
        return skipping ? data.Length : behind;
    }

    private void SplitPlain(ReadOnlySpan<byte> line)
    {
        line = WithoutCarriageReturn(line);
        cellCount = 0;
        row.Clear();
        row.Append(line);
        if (line.IsEmpty)
        {
            return;
        }

        int start = 0;
        while (true)
        {
            int length = line[start..].IndexOf(separator);
            if (length < 0)
            {
                AddCell(start, line.Length - start);
                return;
            }

            AddCell(start, length);
            start += length + 1;
        }
    }

    // Returns the row's length with its line end, or -1 if it goes on behind the data. A malformed row is given up to the next line end.
    private int SplitQuoted(ReadOnlySpan<byte> rest, bool final, int offset, out bool wellFormed)
    {
        cellCount = 0;
        row.Clear();
        wellFormed = true;
        int position = 0;
        while (true)
        {
            int cellStart = row.Length;
            bool quoted = position < rest.Length && rest[position] == (byte)'"';
            if (quoted)
            {
                int behind = UnquoteCell(rest, position);
                if (behind < 0)
                {
                    return final ? throw new MalformedBodyException(offset + position, "A quoted cell is never closed.") : -1;
                }

                position = behind;
            }
            else
            {
                int length = rest[position..].IndexOfAny(separator, (byte)'\n', (byte)'"');
                if (length < 0 && !final)
                {
                    return -1;
                }

                length = length < 0 ? rest.Length - position : length;
                bool endsRow = position + length == rest.Length || rest[position + length] == (byte)'\n';
                ReadOnlySpan<byte> cell = rest.Slice(position, length);
                row.Append(endsRow ? WithoutCarriageReturn(cell) : cell);
                position += length;
            }

            AddCell(cellStart, row.Length - cellStart);
            if (quoted && rest[position..].StartsWith("\r\n"u8))
            {
                position++;
            }

            if (position >= rest.Length)
            {
                return final ? position : -1;
            }

            if (rest[position] == (byte)'\n')
            {
                return position + 1;
            }

            if (rest[position] != separator)
            {
                if (quoted && rest[position] == (byte)'\r' && position + 1 == rest.Length)
                {
                    return final ? position + 1 : -1;
                }

                wellFormed = false;
                int lineEnd = rest[position..].IndexOf((byte)'\n');
                return lineEnd >= 0 ? position + lineEnd + 1 : final ? rest.Length : -1;
            }

            position++;
        }
    }

    // Appends the cell's content to the row and returns the offset behind its closing quote, or -1.
    private int UnquoteCell(ReadOnlySpan<byte> rest, int open)
    {
        int position = open + 1;
        while (true)
        {
            int quote = rest[position..].IndexOf((byte)'"');
            if (quote < 0)
            {
                return -1;
            }

            row.Append(rest.Slice(position, quote));
            position += quote + 1;
            if (position >= rest.Length || rest[position] != (byte)'"')
            {
                return position;
            }

            row.Append("\""u8);
            position++;
        }
    }

    private void TakeCells(int offset, bool wellFormed, IRecordSink sink)
    {
        if (columns is null)
        {
            columns = wellFormed ? ReadHeader(offset) : throw new MalformedBodyException(offset, "The CSV header has a misplaced quote.");
            return;
        }

        if (!wellFormed)
        {
            sink.Refuse(RefusalReason.MisplacedQuote);
            return;
        }

        if (cellCount != columns.Length)
        {
            sink.Refuse(RefusalReason.CellCount);
            return;
        }

        record.Clear();
        record.IsObject = true;
        for (int cell = 0; cell < cellCount; cell++)
        {
            if (columns[cell] >= 0)
            {
                record.Set(columns[cell], cells[cell]);
            }
        }

        sink.Take(row.Written, record);
    }

    private int[] ReadHeader(int offset)
    {
        int[] found = new int[cellCount];
        for (int cell = 0; cell < cellCount; cell++)
        {
            ReadOnlySpan<byte> name = cells[cell].Of(row.Written);
            int field = fields.Find(name);
            if (field < 0 && !fields.IgnoresUnknown)
            {
                throw new MalformedBodyException(offset, $"The CSV header names an unknown column{Quoted(name)}; the columns are {string.Join(", ", fields.Names)}.");
            }

            if (field >= 0 && found.AsSpan(0, cell).Contains(field))
            {
                throw new MalformedBodyException(offset, $"The CSV header names the column '{fields.Names[field]}' twice.");
            }

            found[cell] = field;
        }

        foreach (int field in required.Where(field => !found.Contains(field)))
        {
            throw new MalformedBodyException(offset, $"The CSV header lacks the column '{fields.Names[field]}'.");
        }

        return found;
    }

    private static string Quoted(ReadOnlySpan<byte> name) =>
        EchoPolicy.MayEcho(name) ? $" '{Encoding.UTF8.GetString(name)}'" : "";

    private void AddCell(int start, int length)
    {
        if (cellCount == cells.Length)
        {
            Array.Resize(ref cells, cells.Length * 2);
        }

        cells[cellCount++] = new FieldSlot(start, length, length == 0 ? FieldKind.Absent : FieldKind.Cell);
    }

    private static ReadOnlySpan<byte> WithoutCarriageReturn(ReadOnlySpan<byte> line) => line.EndsWith("\r"u8) ? line[..^1] : line;

    private static byte MostFrequent(ReadOnlySpan<byte> line)
    {
        byte most = (byte)',';
        foreach (byte candidate in ";\t"u8)
        {
            most = line.Count(candidate) > line.Count(most) ? candidate : most;
        }

        return most;
    }

    private readonly RawRecord record = new(fields);
    private readonly RowBytes row = new();
    private byte separator = delimiter;
    private FieldSlot[] cells = new FieldSlot[16];
    private int cellCount;
    private int[]? columns;
    private int scanFrom;
    private bool skipping;
    private CsvRowSkip skip;
}
