using SkiaSharp;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>Lays a table out into rows, its header repeated on every page.</summary>
internal sealed class PdfTable
{
    private const float IndentOfLevel = 10.5f;
    private const float RowPadding = 5;
    private static readonly SKColor headShade = new(0xED, 0xED, 0xED);
    private static readonly SKColor totalShade = new(0xF5, 0xF5, 0xF5);

    private readonly TableBlock table;
    private readonly PdfInk ink;
    private readonly LayoutWords words;
    private readonly PdfTextStyle plain;
    private readonly PdfTextStyle bold;
    private readonly float[] edges;

    /// <summary>A table.</summary>
    /// <param name="table">What is in it.</param>
    /// <param name="ink">Measures.</param>
    /// <param name="words">What an empty table says.</param>
    public PdfTable(TableBlock table, PdfInk ink, LayoutWords words)
    {
        this.table = table;
        this.ink = ink;
        this.words = words;
        const int Twip = 20;
        TableWidths widths = TableWidths.Of(table, (int)(PdfPage.TextWidth * Twip));
        float size = widths.HalfPoints / 2f;
        plain = new PdfTextStyle(size, size * 1.4f);
        bold = new PdfTextStyle(size, size * 1.4f, Bold: true);
        edges = new float[table.Columns.Count + 1];
        for (int column = 0; column < widths.Twips.Count; column++)
        {
            edges[column + 1] = edges[column] + ((float)widths.Twips[column] / Twip);
        }
    }

    /// <summary>Header and rows.</summary>
    public IEnumerable<PdfBox> Rows(CancellationToken cancellationToken)
    {
        PdfCell[] titles = [.. table.Columns.Select((column, place) => Cell(column.Title, place, bold, SKTextAlign.Center, 0))];
        PdfRow header = Row(titles, bold, headShade, PdfRowRole.Header, repeated: null);
        header.KeepWithNext = true;
        yield return header;
        if (table.Rows.Count == 0)
        {
            yield return Row([new PdfCell([ink.Printable(words["noRows"])], SKTextAlign.Center)], plain, null, PdfRowRole.Last, header);
        }

        for (int row = 0; row < table.Rows.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (PdfBox part in Parts(table.Rows[row], header, row == table.Rows.Count - 1 ? PdfRowRole.Last : PdfRowRole.Middle))
            {
                yield return part;
            }
        }
    }

    /// <summary>One box, unless the row is higher than a page: then as many as it needs.</summary>
    private IEnumerable<PdfBox> Parts(ReportRow row, PdfRow header, PdfRowRole role)
    {
        PdfTextStyle style = row.IsTotal ? bold : plain;
        SKColor? shade = row.IsTotal ? totalShade : null;
        PdfCell[] cells = new PdfCell[table.Columns.Count];
        bool indented = false;
        for (int column = 0; column < cells.Length; column++)
        {
            CellKind kind = table.Columns[column].Kind;
            float indent = kind == CellKind.Text && !indented ? row.Level * IndentOfLevel : 0;
            indented |= kind == CellKind.Text;
            cells[column] = Cell(row.Cells[column].Text, column, style, kind switch { CellKind.Text => SKTextAlign.Left, CellKind.Rank => SKTextAlign.Center, _ => SKTextAlign.Right }, indent);
        }

        int lines = cells.Max(cell => cell.Lines.Count);
        int most = (int)((PdfPage.TextHeight - header.Height - RowPadding) / style.LineHeight);
        for (int from = 0; from < lines; from += most)
        {
            PdfCell[] part = lines <= most ? cells : [.. cells.Select(cell => cell with { Lines = [.. cell.Lines.Skip(from).Take(most)] })];
            yield return Row(part, style, shade, from + most >= lines ? role : PdfRowRole.Middle, header);
        }
    }

    private PdfRow Row(PdfCell[] cells, PdfTextStyle style, SKColor? shade, PdfRowRole role, PdfRow? repeated) =>
        new(cells, style, edges, shade, role) { Height = (cells.Max(cell => cell.Lines.Count) * style.LineHeight) + RowPadding, Repeated = repeated };

    private PdfCell Cell(string text, int column, PdfTextStyle style, SKTextAlign side, float indent)
    {
        float room = Math.Max(style.Size, edges[column + 1] - edges[column] - (2 * PdfRow.Padding) - indent);
        return new PdfCell(PdfLineBreaker.Lines(ink.Printable(text), rune => ink.WidthOf(rune, style.Bold) * style.Size, room, room), side, indent);
    }
}
