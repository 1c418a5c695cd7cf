using SkiaSharp;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>Turns a report into boxes one below the other, before it is known where pages end.</summary>
internal sealed class PdfFlow
{
    private readonly ReportDocument document;
    private readonly PdfInk ink;
    private readonly IChartPainter painter;
    private readonly List<PdfBox> boxes = [];
    private int heading;
    private bool newPage;

    private PdfFlow(ReportDocument document, PdfInk ink, IChartPainter painter)
    {
        this.document = document;
        this.ink = ink;
        this.painter = painter;
    }

    /// <summary>All boxes of a report.</summary>
    public static List<PdfBox> Of(ReportDocument document, PdfInk ink, IChartPainter painter, CancellationToken cancellationToken)
    {
        PdfFlow flow = new(document, ink, painter);
        flow.Head();
        foreach (ReportBlock block in document.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            flow.Add(block, cancellationToken);
        }

        return flow.boxes;
    }

    private void Head()
    {
        ReportHead head = document.Head;
        Text(head.Title, PdfTextStyle.Title, keepWithNext: true);
        if (head.Subtitle.Length > 0)
        {
            Text(head.Subtitle, PdfTextStyle.Subtitle, keepWithNext: true);
        }

        Text(head.Period, PdfTextStyle.Subtitle, keepWithNext: false);
        Add(new PdfGap { Height = PdfPage.LineHeight });
    }

    private void Add(ReportBlock block, CancellationToken cancellationToken)
    {
        switch (block)
        {
            case HeadingBlock words:
                PdfTextStyle style = words.Level switch { 1 => PdfTextStyle.Heading1, 2 => PdfTextStyle.Heading2, _ => PdfTextStyle.Heading3 };
                Text(words.Text, style, keepWithNext: true, ++heading);
                break;
            case ParagraphBlock words:
                Text(words.Text, words.Kind == ParagraphKind.Note ? PdfTextStyle.Note : PdfTextStyle.Body, keepWithNext: false);
                break;
            case TableBlock table:
                Table(table, cancellationToken);
                break;
            case ChartBlock chart:
                float height = Math.Min(ChartLayout.HeightOf(chart) * PdfPicture.Scale, PdfPage.TextHeight - (3 * PdfPage.LineHeight));
                Add(new PdfPicture(painter, chart.Spec) { Height = height, Before = 9, KeepWithNext = true });
                Text(chart.Caption, PdfTextStyle.Caption with { Before = 3 }, keepWithNext: false);
                Add(new PdfGap { Height = 6 });
                break;
            case ContentsBlock contents:
                Contents(contents);
                break;
            case PageBreakBlock:
                newPage = true;
                break;
            default:
                throw new NotSupportedException($"A block of type {block.GetType().Name} cannot be laid out.");
        }
    }

    private void Table(TableBlock table, CancellationToken cancellationToken)
    {
        Text(table.Caption, PdfTextStyle.Caption, keepWithNext: true);
        foreach (PdfBox row in new PdfTable(table, ink, LayoutWords.Of(document.Head.Language)).Rows(cancellationToken))
        {
            Add(row);
        }

        foreach (string note in table.Notes)
        {
            Text(note, PdfTextStyle.Note, keepWithNext: false);
        }

        Add(new PdfGap { Height = 9 });
    }

    private void Contents(ContentsBlock contents)
    {
        Text(contents.Title, PdfTextStyle.ContentsTitle, keepWithNext: true);
        int number = 0;
        foreach (HeadingBlock entry in document.Blocks.OfType<HeadingBlock>())
        {
            number++;
            if (entry.Level <= 2)
            {
                PdfTextStyle style = entry.Level == 1 ? PdfTextStyle.Contents1 : PdfTextStyle.Contents2;
                string text = PdfLineBreaker.Lines(ink.Printable(entry.Text), Measure(style), PdfPage.TextWidth - 60, PdfPage.TextWidth - 60 - style.FirstIndent) is [var only]
                    ? only
                    : ink.Printable(entry.Text)[..24] + "…";
                Add(new PdfContentsLine(text, number, style) { Height = style.LineHeight });
            }
        }
    }

    /// <summary>Neither the first nor the last line of a paragraph stands alone on a page.</summary>
    private void Text(string text, PdfTextStyle style, bool keepWithNext, int headingNumber = 0)
    {
        float firstRoom = PdfPage.TextWidth - style.FirstIndent;
        List<string> lines = PdfLineBreaker.Lines(ink.Printable(text), Measure(style), PdfPage.TextWidth, firstRoom);
        if (style.Alignment == SKTextAlign.Center && lines.Count > 1)
        {
            lines = Balanced(ink.Printable(text), style, lines);
        }

        for (int line = 0; line < lines.Count; line++)
        {
            bool last = line == lines.Count - 1;
            Add(new PdfLine(lines[line], style, line == 0 ? style.FirstIndent : 0, last)
            {
                Height = style.LineHeight,
                Before = line == 0 ? style.Before : 0,
                KeepWithNext = last ? keepWithNext : keepWithNext || line == 0 || line == lines.Count - 2,
                Heading = line == 0 ? headingNumber : 0,
            });
        }
    }

    /// <summary>A title's lines about equally long, so that its last character does not stand alone.</summary>
    private List<string> Balanced(string text, PdfTextStyle style, List<string> lines)
    {
        List<string> best = lines;
        for (float room = PdfPage.TextWidth - style.Size; room > style.Size * 4; room -= style.Size)
        {
            List<string> narrower = PdfLineBreaker.Lines(text, Measure(style), room, room);
            if (narrower.Count > lines.Count)
            {
                break;
            }

            best = narrower;
        }

        return best;
    }

    private Func<int, float> Measure(PdfTextStyle style) => rune => ink.WidthOf(rune, style.Bold) * style.Size;

    private void Add(PdfBox box)
    {
        box.StartsPage = newPage;
        newPage = false;
        boxes.Add(box);
    }
}
