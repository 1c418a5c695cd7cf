using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Docx;

/// <summary>The table of contents: Word's own field with its entries filled in, each a link to its heading.</summary>
internal static class DocxContents
{
    /// <summary>The bookmark of the n-th heading of the report, counted from 1.</summary>
    public static string Bookmark(int heading) => "_Toc" + heading.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Title and entries.</summary>
    /// <param name="contents">The block.</param>
    /// <param name="document">The report with the headings.</param>
    /// <param name="pageOf">The pages of the headings by their numbers; those that are missing are not told.</param>
    /// <param name="idOf">The styles' ids.</param>
    public static IEnumerable<OpenXmlElement> Of(ContentsBlock contents, ReportDocument document, IReadOnlyDictionary<int, int> pageOf, Func<DocxRole, string> idOf)
    {
        Paragraph title = DocxText.Paragraph(DocxRole.ContentsTitle, idOf);
        title.Append(DocxText.Run(contents.Title));
        yield return title;

        List<(HeadingBlock Heading, int Number)> entries =
            [.. document.Blocks.OfType<HeadingBlock>().Select((heading, place) => (heading, place + 1)).Where(entry => entry.heading.Level <= 2)];
        for (int entry = 0; entry < entries.Count; entry++)
        {
            (HeadingBlock heading, int number) = entries[entry];
            Paragraph line = DocxText.Paragraph(heading.Level == 1 ? DocxRole.Contents1 : DocxRole.Contents2, idOf);
            if (entry == 0)
            {
                line.Append(
                    new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }),
                    new Run(new FieldCode(" TOC \\o \"1-2\" \\h \\z \\u ") { Space = SpaceProcessingModeValues.Preserve }),
                    new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }));
            }

            Hyperlink link = new(DocxText.Run(heading.Text)) { Anchor = Bookmark(number), History = true };
            if (pageOf.TryGetValue(number, out int page))
            {
                link.Append(new Run(new TabChar()));
                link.Append(DocxText.Field($" PAGEREF {Bookmark(number)} \\h ", page.ToString(CultureInfo.InvariantCulture)));
            }

            line.Append(link);
            if (entry == entries.Count - 1)
            {
                line.Append(new Run(new FieldChar { FieldCharType = FieldCharValues.End }));
            }

            yield return line;
        }
    }
}
