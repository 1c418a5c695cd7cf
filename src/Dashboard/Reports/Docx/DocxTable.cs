using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Docx;

/// <summary>A table whose header repeats on every page and whose rows are never cut.</summary>
/// <param name="table">What is in it.</param>
/// <param name="file">Styles and width.</param>
/// <param name="words">What an empty table says.</param>
internal sealed class DocxTable(TableBlock table, DocxTemplate file, LayoutWords words)
{
    private const string HeadShade = "EDEDED";
    private const string TotalShade = "F7F7F7";
    private const int IndentOfLevel = 210;

    private readonly TableWidths layout = TableWidths.Of(table, file.TextWidth);

    private IReadOnlyList<int> Widths => layout.Twips;

    /// <summary>Writes the table row by row.</summary>
    public void Write(OpenXmlWriter writer, CancellationToken cancellationToken)
    {
        writer.WriteStartElement(new Table());
        writer.WriteElement(new TableProperties(
            new TableStyle { Val = file.Styles.Of(DocxRole.Table) },
            new TableWidth { Width = Number(Widths.Sum()), Type = TableWidthUnitValues.Dxa },
            new TableJustification { Val = TableRowAlignmentValues.Center },
            new TableLayout { Type = TableLayoutValues.Fixed },
            new TableCaption { Val = PlainText.Of(table.Caption) }));
        writer.WriteElement(new TableGrid(Widths.Select(width => new GridColumn { Width = Number(width) })));
        writer.WriteElement(Header());
        foreach (ReportRow row in table.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.WriteElement(Row(row));
        }

        if (table.Rows.Count == 0)
        {
            writer.WriteElement(Empty());
        }

        writer.WriteEndElement();
    }

    private TableRow Header()
    {
        TableRow header = new(new TableRowProperties(new CantSplit(), new TableHeader()));
        for (int column = 0; column < Widths.Count; column++)
        {
            TableCell cell = Cell(Widths[column], HeadShade);
            cell.Append(Paragraph(DocxRole.TableHead, table.Columns[column].Title, bold: false, JustificationValues.Center, 0));
            header.Append(cell);
        }

        return header;
    }

    private TableRow Row(ReportRow row)
    {
        TableRow line = new(new TableRowProperties(new CantSplit()));
        bool indented = false;
        for (int column = 0; column < Widths.Count; column++)
        {
            CellKind kind = table.Columns[column].Kind;
            JustificationValues side = kind switch
            {
                CellKind.Text => JustificationValues.Left,
                CellKind.Rank => JustificationValues.Center,
                _ => JustificationValues.Right,
            };
            bool indents = kind == CellKind.Text && !indented;
            indented |= indents;
            TableCell cell = Cell(Widths[column], row.IsTotal ? TotalShade : null);
            cell.Append(Paragraph(DocxRole.TableText, row.Cells[column].Text, row.IsTotal, side, indents ? row.Level : 0));
            line.Append(cell);
        }

        return line;
    }

    private TableRow Empty()
    {
        TableCell cell = new(new TableCellProperties(
            new TableCellWidth { Width = Number(Widths.Sum()), Type = TableWidthUnitValues.Dxa },
            new GridSpan { Val = Widths.Count }));
        cell.Append(Paragraph(DocxRole.TableText, words["noRows"], bold: false, JustificationValues.Center, 0));
        return new TableRow(new TableRowProperties(new CantSplit()), cell);
    }

    private static TableCell Cell(int width, string? shade)
    {
        TableCellProperties properties = new(new TableCellWidth { Width = Number(width), Type = TableWidthUnitValues.Dxa });
        if (shade is not null)
        {
            properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = shade });
        }

        properties.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
        return new TableCell(properties);
    }

    private Paragraph Paragraph(DocxRole role, string text, bool bold, JustificationValues side, int level)
    {
        Paragraph paragraph = DocxText.Paragraph(role, file.Styles.Of);
        ParagraphProperties properties = paragraph.ParagraphProperties!; // a new paragraph has its properties
        if (level > 0)
        {
            properties.Indentation = new Indentation { Left = Number(level * IndentOfLevel) };
        }

        properties.Justification = new Justification { Val = side };
        Run run = DocxText.Run(text, bold);
        if (layout.HalfPoints is var size && size < TableWidths.UsualHalfPoints)
        {
            run.RunProperties ??= new RunProperties();
            run.RunProperties.FontSize = new FontSize { Val = Number(size) };
            run.RunProperties.FontSizeComplexScript = new FontSizeComplexScript { Val = Number(size) };
        }

        paragraph.Append(run);
        return paragraph;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
