using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>A table on its own sheet: caption, header (both stay in sight), rows, small print.</summary>
internal static class XlsxTable
{
    /// <summary>The caption and the header.</summary>
    private const int TitleRows = 2;

    private const int WidestPortrait = 95;
    private static readonly XlsxLook head = new() { Bold = true, Fill = "E7E6E6", Side = "center", Wraps = true, Bordered = true };
    private static readonly XlsxLook note = new() { Size = 9, Ink = "595959" };

    /// <summary>Writes the sheet.</summary>
    public static void Write(XlsxBook book, string name, TableBlock table, CancellationToken cancellationToken)
    {
        double[] widths = Widths(table);
        using XlsxXml xml = new(book.AddSheet(name, TitleRows));
        XlsxSheet sheet = new(xml, book.Styles);
        int labels = table.Columns.Index().FirstOrDefault(column => column.Item.Kind == CellKind.Text, (Index: -1, Item: null!)).Index + 1;
        sheet.Begin(TitleRows, labels, widths);
        sheet.NextRow(24);
        sheet.Words(table.Caption, new XlsxLook { Bold = true, Size = 14 });
        sheet.NextRow(30);
        foreach (ReportColumn column in table.Columns)
        {
            sheet.Words(column.Title, head);
        }

        foreach (ReportRow row in table.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Row(book, sheet, table, row, labels - 1);
        }

        if (table.Rows.Count == 0)
        {
            sheet.NextRow();
            sheet.Words(book.Words["noRows"], note);
        }

        foreach (string line in table.Notes)
        {
            sheet.NextRow();
            sheet.Words(line, note);
        }

        sheet.EndRows();
        book.End(sheet, landscape: widths.Sum() > WidestPortrait);
    }

    private static void Row(XlsxBook book, XlsxSheet sheet, TableBlock table, ReportRow row, int labelColumn)
    {
        sheet.NextRow();
        for (int column = 0; column < table.Columns.Count; column++)
        {
            CellKind kind = table.Columns[column].Kind;
            ReportCell cell = row.Cells[column];
            XlsxLook look = new()
            {
                Bold = row.IsTotal,
                Fill = row.IsTotal ? "F2F2F2" : "",
                Bordered = true,
                Side = kind switch { CellKind.Text => "left", CellKind.Rank => "center", _ => "right" },
                Indent = column == labelColumn ? row.Level : 0,
            };
            if (cell.Value is { } value)
            {
                sheet.Number(XlsxNumbers.Value(kind, value), look with { Format = XlsxNumbers.Format(kind, cell.Text, book.Document.Head.Language) });
            }
            else
            {
                sheet.Words(cell.Text, look);
            }
        }
    }

    /// <summary>As wide as the widest text, within reason; a title may take two lines.</summary>
    private static double[] Widths(TableBlock table)
    {
        const double Narrowest = 9, Widest = 60;
        double[] widths = [.. table.Columns.Select(column => Math.Max(Narrowest, (Letters(column.Title) / 2) + 3))];
        foreach (ReportRow row in table.Rows)
        {
            for (int column = 0; column < widths.Length; column++)
            {
                widths[column] = Math.Clamp(Letters(row.Cells[column].Text) + 3 + (2 * row.Level), widths[column], Math.Max(Widest, widths[column]));
            }
        }

        return widths;
    }

    private static double Letters(string text) => text.Sum(letter => letter >= '\u2E80' ? 2.0 : 1.1);
}
