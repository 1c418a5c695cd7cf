using System.Globalization;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>Writes the rows of a sheet one after another.</summary>
/// <param name="xml">The sheet's part.</param>
/// <param name="styles">The workbook's looks.</param>
internal sealed class XlsxSheet(XlsxXml xml, XlsxStyles styles)
{
    private int column;

    /// <summary>The number of the row that is being written, or was written last, from 1.</summary>
    public int Row { get; private set; }

    /// <summary>The letters of a column, counted from 0.</summary>
    public static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    /// <summary>Begins the sheet: what is frozen, and how wide columns are.</summary>
    /// <param name="frozenRows">Rows that stay above.</param>
    /// <param name="frozenColumns">Columns that stay at the left.</param>
    /// <param name="widths">In characters of Latin text.</param>
    public void Begin(int frozenRows, int frozenColumns, IReadOnlyList<double> widths)
    {
        xml.Start("worksheet");
        xml.Start("sheetPr");
        xml.Empty("pageSetUpPr", ("fitToPage", 1));
        xml.End();
        xml.Start("sheetViews");
        xml.Start("sheetView", ("showGridLines", 0), ("workbookViewId", 0));
        if (frozenRows > 0 || frozenColumns > 0)
        {
            List<(string, object)> pane = [];
            if (frozenColumns > 0)
            {
                pane.Add(("xSplit", frozenColumns));
            }

            if (frozenRows > 0)
            {
                pane.Add(("ySplit", frozenRows));
            }

            pane.Add(("topLeftCell", Letters(frozenColumns) + (frozenRows + 1).ToString(CultureInfo.InvariantCulture)));
            pane.Add(("activePane", frozenRows == 0 ? "topRight" : frozenColumns == 0 ? "bottomLeft" : "bottomRight"));
            pane.Add(("state", "frozen"));
            xml.Empty("pane", [.. pane]);
        }

        xml.End();
        xml.End();
        xml.Empty("sheetFormatPr", ("defaultRowHeight", 15));
        xml.Start("cols");
        foreach ((int place, double width) in widths.Index())
        {
            xml.Empty("col", ("min", place + 1), ("max", place + 1), ("width", Math.Clamp(width, 4, 120)), ("customWidth", 1));
        }

        xml.End();
        xml.Start("sheetData");
    }

    /// <summary>Begins the next row.</summary>
    public void NextRow(double height = 0)
    {
        if (Row > 0)
        {
            xml.End();
        }

        Row++;
        column = 0;
        if (height > 0)
        {
            xml.Start("row", ("r", Row), ("ht", height), ("customHeight", 1));
        }
        else
        {
            xml.Start("row", ("r", Row));
        }
    }

    /// <summary>A cell of words; never a formula, whatever it begins with.</summary>
    public void Words(string text, XlsxLook look)
    {
        bool looksLikeFormula = text.TrimStart() is [var first, ..] && "=+-@".Contains(first, StringComparison.Ordinal);
        xml.Start("c", ("r", Place()), ("s", styles.Of(looksLikeFormula ? look with { StaysText = true } : look)), ("t", "inlineStr"));
        xml.Start("is");
        xml.Text("t", text);
        xml.End();
        xml.End();
    }

    /// <summary>A cell with a number.</summary>
    public void Number(decimal value, XlsxLook look)
    {
        xml.Start("c", ("r", Place()), ("s", styles.Of(look)));
        xml.Text("v", value.ToString(CultureInfo.InvariantCulture));
        xml.End();
    }

    /// <summary>A cell with nothing in it but its look.</summary>
    public void Blank(XlsxLook look) => xml.Empty("c", ("r", Place()), ("s", styles.Of(look)));

    /// <summary>Ends the rows; what follows belongs to the sheet as a whole.</summary>
    public void EndRows()
    {
        if (Row > 0)
        {
            xml.End();
        }

        xml.End();
    }

    /// <summary>Ends the sheet: how it is printed, and its drawing.</summary>
    /// <param name="landscape">Whether the page lies on its side.</param>
    /// <param name="head">Printed over every page; empty for nothing.</param>
    /// <param name="foot">Printed under every page.</param>
    /// <param name="drawing">The relationship of the drawing with its charts; null for none.</param>
    public void End(bool landscape, string head, string foot, string? drawing)
    {
        xml.Empty("pageMargins", ("left", 0.7), ("right", 0.7), ("top", 0.8), ("bottom", 0.8), ("header", 0.3), ("footer", 0.3));
        xml.Empty("pageSetup", ("paperSize", 9), ("fitToHeight", 0), ("orientation", landscape ? "landscape" : "portrait"));
        xml.Start("headerFooter");
        if (head.Length > 0)
        {
            xml.Text("oddHeader", "&C" + head.Replace("&", "&&", StringComparison.Ordinal));
        }

        xml.Text("oddFooter", foot);
        xml.End();
        if (drawing is not null)
        {
            xml.Empty("drawing", ("r:id", drawing));
        }

        xml.End();
    }

    private string Place() => Letters(column++) + Row.ToString(CultureInfo.InvariantCulture);
}
