using System.Globalization;
using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>The first sheet: what the report is about, from which data, what is on which sheet, and how things are counted.</summary>
internal static class XlsxCover
{
    private static readonly XlsxLook name = new() { Ink = "595959" };
    private static readonly XlsxLook words = new() { Wraps = true };
    private static readonly XlsxLook heading = new() { Bold = true, Size = 12 };
    private static readonly XlsxLook link = new() { Ink = "0563C1" };

    /// <summary>Writes the sheet.</summary>
    public static void Write(XlsxBook book, IReadOnlyList<XlsxContent> contents)
    {
        ReportHead head = book.Document.Head;
        using XlsxXml xml = new(book.AddSheet(new XlsxNames().Next(book.Words["cover"]), titleRows: 0));
        XlsxSheet sheet = new(xml, book.Styles);
        sheet.Begin(0, 0, [18, 90]);
        sheet.NextRow(32);
        sheet.Words(head.Title, new XlsxLook { Bold = true, Size = 18 });
        if (head.Subtitle.Length > 0)
        {
            sheet.NextRow();
            sheet.Words(head.Subtitle, XlsxLook.Plain);
        }

        if (head.Watermark.Length > 0)
        {
            sheet.NextRow();
            sheet.Words(head.Watermark, new XlsxLook { Bold = true, Ink = "C00000" });
        }

        sheet.NextRow();
        Line(sheet, book.Words["unit"], head.Unit);
        Line(sheet, book.Words["period"], head.Period);
        Line(sheet, book.Words["asOf"], head.AsOf.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        sheet.NextRow();
        sheet.Words(book.Words["version"], name);
        sheet.Number(head.Version, new XlsxLook { Format = "0", Side = "left" });
        Line(sheet, book.Words["definitions"], head.Footer);

        List<(int Row, string Sheet)> links = [];
        sheet.NextRow();
        sheet.NextRow();
        sheet.Words(book.Words["contents"], heading);
        foreach (XlsxContent content in contents)
        {
            sheet.NextRow();
            sheet.Words(content.Sheet, link);
            sheet.Words(content.Caption, words);
            links.Add((sheet.Row, content.Sheet));
        }

        sheet.EndRows();
        if (links.Count > 0)
        {
            xml.Start("hyperlinks");
            foreach ((int row, string target) in links)
            {
                xml.Empty("hyperlink", ("ref", "A" + row.ToString(CultureInfo.InvariantCulture)), ("location", XlsxNames.Quoted(target) + "!A1"), ("display", target));
            }

            xml.End();
        }

        book.End(sheet, landscape: false);
    }

    private static void Line(XlsxSheet sheet, string label, string text)
    {
        sheet.NextRow();
        sheet.Words(label, name);
        sheet.Words(text, words);
    }
}
