using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>The report's headings and paragraphs, one in each row.</summary>
internal static class XlsxText
{
    /// <summary>Writes the sheet.</summary>
    public static void Write(XlsxBook book, string name)
    {
        using XlsxXml xml = new(book.AddSheet(name, titleRows: 0));
        XlsxSheet sheet = new(xml, book.Styles);
        sheet.Begin(0, 0, [84]);
        foreach (ReportBlock block in book.Document.Blocks)
        {
            if (block is HeadingBlock heading)
            {
                sheet.NextRow();
                sheet.Words(heading.Text, new XlsxLook { Bold = true, Size = heading.Level switch { 1 => 14, 2 => 12, _ => 11 } });
            }
            else if (block is ParagraphBlock paragraph)
            {
                sheet.NextRow();
                sheet.Words(paragraph.Text, paragraph.Kind == ParagraphKind.Note ? new XlsxLook { Wraps = true, Size = 9, Ink = "595959" } : new XlsxLook { Wraps = true });
            }
        }

        sheet.EndRows();
        book.End(sheet, landscape: false);
    }
}
