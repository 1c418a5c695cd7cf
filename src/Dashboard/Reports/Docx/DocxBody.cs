using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Docx;

/// <summary>Writes a report's blocks one after another; only one row or paragraph is in memory at a time.</summary>
internal sealed class DocxBody
{
    private readonly DocxTemplate file;
    private readonly ReportDocument document;
    private readonly IChartPainter painter;
    private readonly IReadOnlyDictionary<int, int> pageOf;
    private readonly OpenXmlWriter writer;
    private readonly Dictionary<string, int> counted = [];
    private int heading;
    private int picture;
    private bool newPage;

    private DocxBody(DocxTemplate file, ReportDocument document, IChartPainter painter, IReadOnlyDictionary<int, int> pageOf, OpenXmlWriter writer)
    {
        this.pageOf = pageOf;
        this.file = file;
        this.document = document;
        this.painter = painter;
        this.writer = writer;
    }

    /// <summary>Writes the whole text part.</summary>
    public static void Write(DocxTemplate file, ReportDocument document, IChartPainter painter, IReadOnlyDictionary<int, int> pageOf, CancellationToken cancellationToken)
    {
        using OpenXmlWriter writer = OpenXmlWriter.Create(file.Main);
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement(new DocumentFormat.OpenXml.Wordprocessing.Document(), [],
        [
            new("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
            new("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ]);
        writer.WriteStartElement(new Body());
        DocxBody body = new(file, document, painter, pageOf, writer);
        body.Head();
        foreach (ReportBlock block in document.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            body.Write(block, cancellationToken);
        }

        writer.WriteElement(file.Section);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void Head()
    {
        ReportHead head = document.Head;
        Text(DocxRole.Title, head.Title);
        if (head.Subtitle.Length > 0)
        {
            Text(DocxRole.Subtitle, head.Subtitle);
        }

        Text(DocxRole.Subtitle, head.Period);
        writer.WriteElement(Begin(DocxRole.Body));
    }

    private void Write(ReportBlock block, CancellationToken cancellationToken)
    {
        switch (block)
        {
            case HeadingBlock words:
                Heading(words);
                break;
            case ParagraphBlock words:
                Text(words.Kind == ParagraphKind.Note ? DocxRole.Note : DocxRole.Body, words.Text);
                break;
            case TableBlock table:
                Caption(table.Caption, keepNext: true);
                new DocxTable(table, file, LayoutWords.Of(document.Head.Language)).Write(writer, cancellationToken);
                AfterTable(table);
                break;
            case ChartBlock chart:
                Chart(chart);
                break;
            case ContentsBlock contents:
                foreach (OpenXmlElement part in DocxContents.Of(contents, document, pageOf, file.Styles.Of))
                {
                    writer.WriteElement(part);
                }

                break;
            case PageBreakBlock:
                newPage = true;
                break;
            default:
                throw new NotSupportedException($"A block of type {block.GetType().Name} cannot be laid out.");
        }
    }

    private void Heading(HeadingBlock words)
    {
        heading++;
        DocxRole role = words.Level switch { 1 => DocxRole.Heading1, 2 => DocxRole.Heading2, _ => DocxRole.Heading3 };
        Paragraph paragraph = Begin(role);
        string id = heading.ToString(CultureInfo.InvariantCulture);
        paragraph.Append(
            new BookmarkStart { Id = id, Name = DocxContents.Bookmark(heading) },
            DocxText.Run(words.Text),
            new BookmarkEnd { Id = id });
        writer.WriteElement(paragraph);
    }

    private void Chart(ChartBlock chart)
    {
        picture++;
        DocxPicture drawing = new(chart, picture, file.TextWidth);
        ImagePart image = file.Main.AddNewPart<ImagePart>("image/png", drawing.RelationshipId);
        using (MemoryStream bytes = new(painter.Png(chart.Spec, drawing.Size, ChartTheme.Light).ToArray(), writable: false))
        {
            image.FeedData(bytes);
        }

        Paragraph paragraph = Begin(DocxRole.Picture);
        paragraph.Append(new Run(drawing.Element()));
        writer.WriteElement(paragraph);
        Caption(chart.Caption, keepNext: false);
    }

    private void Caption(string text, bool keepNext)
    {
        Paragraph paragraph = Begin(DocxRole.Caption);
        if (keepNext)
        {
            paragraph.ParagraphProperties!.KeepNext = new KeepNext(); // Begin gives every paragraph its properties
        }

        CaptionParts parts = CaptionParts.Of(PlainText.Of(text));
        if (parts.Number == 0)
        {
            paragraph.Append(DocxText.Run(parts.Rest));
        }
        else
        {
            int expected = counted.GetValueOrDefault(parts.Sequence) + 1;
            counted[parts.Sequence] = parts.Number;
            string number = parts.Number.ToString(CultureInfo.InvariantCulture);
            string reset = parts.Number == expected ? "" : $"\\r {number} ";
            paragraph.Append(DocxText.Run(parts.Kind));
            paragraph.Append(DocxText.Field($" SEQ {parts.Sequence} \\* ARABIC {reset}", number));
            paragraph.Append(DocxText.Run(parts.Rest));
        }

        writer.WriteElement(paragraph);
    }

    private void AfterTable(TableBlock table)
    {
        foreach (string note in table.Notes)
        {
            Text(DocxRole.Note, note);
        }

        if (table.Notes.Count == 0)
        {
            writer.WriteElement(Begin(DocxRole.Note)); // two tables without a paragraph between them become one in Word
        }
    }

    private void Text(DocxRole role, string text)
    {
        Paragraph paragraph = Begin(role);
        paragraph.Append(DocxText.Run(text));
        writer.WriteElement(paragraph);
    }

    private Paragraph Begin(DocxRole role)
    {
        Paragraph paragraph = DocxText.Paragraph(role, file.Styles.Of);
        if (newPage)
        {
            paragraph.ParagraphProperties!.PageBreakBefore = new PageBreakBefore(); // a new paragraph has its properties
            newPage = false;
        }

        return paragraph;
    }
}
