namespace Tongbi.Collector.Bulletins;

/// <summary>Finds the tables of a text: a header with known columns, and below it lines with as many cells.</summary>
internal static class TableFinder
{
    private const int MostColumns = 40;

    /// <summary>The tables in order.</summary>
    public static IEnumerable<TableBlock> Find(string plain)
    {
        int at = 0;
        while (at < plain.Length)
        {
            int end = LineEnd(plain, at);
            if (At(plain, at, end) is { } table)
            {
                yield return table;
                end = table.End;
            }

            at = Math.Max(end, at + 1);
        }
    }

    private static TableBlock? At(string plain, int start, int end)
    {
        foreach (char separator in "\t|,")
        {
            List<TableCell> header = Cells(plain, start, end, separator);
            if (header.Count is < 2 or > MostColumns || header.Any(cell => cell.Text.Length > 20))
            {
                continue;
            }

            IReadOnlyList<TableColumn> columns = TableColumn.Read([.. header.Select(cell => cell.Text)]);
            if (!IsHeader(columns))
            {
                continue;
            }

            (List<IReadOnlyList<TableCell>> rows, int bottom) = Rows(plain, end, separator, header.Count);
            if (rows.Count > 0)
            {
                return new TableBlock(start, bottom, columns, rows);
            }
        }

        return null;
    }

    private static bool IsHeader(IReadOnlyList<TableColumn> columns) =>
        columns.Any(column => column.Role == TableColumnRole.Total)
        || (columns.Any(column => column.Role == TableColumnRole.Current) && columns.Count(column => column.Role is not (TableColumnRole.Other or TableColumnRole.Ignored)) > 1);

    private static (List<IReadOnlyList<TableCell>> Rows, int Bottom) Rows(string plain, int at, char separator, int columns)
    {
        List<IReadOnlyList<TableCell>> rows = [];
        while (at < plain.Length)
        {
            int end = LineEnd(plain, at);
            List<TableCell> cells = Cells(plain, at, end, separator);
            bool rule = cells.Count == columns && cells.All(cell => cell.Text.Length > 0 && cell.Text.All(character => character is '-' or ':'));
            if (!rule && (cells.Count != columns || !cells.Any(cell => cell.Number is not null)))
            {
                break;
            }

            if (!rule)
            {
                rows.Add(cells);
            }

            at = end;
        }

        return (rows, at);
    }

    private static List<TableCell> Cells(string plain, int start, int end, char separator)
    {
        if (plain.AsSpan(start, end - start).IndexOf(separator) < 0)
        {
            return [];
        }

        int stop = end;
        while (stop > start && plain[stop - 1] is '\n' or '\r' or ' ')
        {
            stop--;
        }

        if (separator == '|')
        {
            start += plain[start] == '|' ? 1 : 0;
            stop -= stop > start && plain[stop - 1] == '|' ? 1 : 0;
        }

        List<TableCell> cells = [];
        int from = start;
        bool quoted = false;
        for (int at = start; at <= stop && cells.Count <= MostColumns; at++)
        {
            if (at < stop && plain[at] == '"' && separator == ',')
            {
                quoted = !quoted;
            }
            else if (at >= stop || (plain[at] == separator && !quoted))
            {
                cells.Add(TableCell.Read(plain, from, Math.Max(from, at)));
                from = at + 1;
            }
        }

        return cells;
    }

    private static int LineEnd(string plain, int at) => plain.IndexOf('\n', at) is var line and >= 0 ? line + 1 : plain.Length;
}
