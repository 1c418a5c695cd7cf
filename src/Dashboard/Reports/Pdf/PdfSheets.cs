using System.Globalization;
using SkiaSharp;
using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>Draws pages with their feet and the mark behind the text.</summary>
internal static class PdfSheets
{
    private static readonly SKColor markInk = new(0xEC, 0xEC, 0xEC);
    private static readonly SKColor footInk = new(0x59, 0x59, 0x59);

    /// <summary>The whole file as Skia writes it.</summary>
    public static MemoryStream Draw(ReportHead head, PdfPagination pages, PdfInk ink, CancellationToken cancellationToken)
    {
        MemoryStream output = new();
        using SKDocument file = SKDocument.CreatePdf(output, Metadata(head));
        for (int number = 1; number <= pages.Pages.Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using SKCanvas canvas = file.BeginPage(PdfPage.Width, PdfPage.Height);
            Mark(canvas, ink, head.Watermark);
            foreach ((PdfBox box, float top) in pages.Pages[number - 1])
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (box.Heading > 0)
                {
                    canvas.DrawNamedDestinationAnnotation(new SKPoint(PdfPage.Left, PdfPage.Top + top), PdfOutline.Destination(box.Heading));
                }

                box.Draw(canvas, ink, PdfPage.Top + top, pages.PageOf);
            }

            Foot(canvas, ink, head, number);
            file.EndPage();
        }

        file.Close();
        return output;
    }

    private static SKDocumentPdfMetadata Metadata(ReportHead head) => new()
    {
        Title = head.Title,
        Subject = head.Period,
        Author = head.Unit,
        Keywords = head.Footer,
        Creator = "Tongbi",
        Producer = "Tongbi",
        Creation = head.AsOf.UtcDateTime,
        Modified = head.AsOf.UtcDateTime,
        RasterDpi = 150,
        EncodingQuality = 101,
    };

    /// <summary>As outlines, so that the letters do not get between those of the text when it is copied or searched.</summary>
    private static void Mark(SKCanvas canvas, PdfInk ink, string mark)
    {
        string text = ink.Printable(mark);
        if (text.Length == 0)
        {
            return;
        }

        float size = Math.Min(96, 480 / ink.WidthOf(text, 1, bold: true));
        using SKAutoCanvasRestore kept = new(canvas);
        canvas.Translate(PdfPage.Width / 2, PdfPage.Height / 2);
        canvas.RotateDegrees(-45);
        ink.DrawOutlines(canvas, text, -ink.WidthOf(text, size, bold: true) / 2, size * 0.38f, size, markInk);
    }

    /// <summary>— 1 — outside, as the standard has it; the data line under it.</summary>
    private static void Foot(SKCanvas canvas, PdfInk ink, ReportHead head, int number)
    {
        const float Size = 14;
        string page = string.Create(CultureInfo.InvariantCulture, $"— {number} —");
        float width = ink.WidthOf(page, Size, bold: false);
        float below = PdfPage.Top + PdfPage.TextHeight + (7 * 72 / 25.4f);
        float x = number % 2 == 1 ? PdfPage.Left + PdfPage.TextWidth - width - Size : PdfPage.Left + Size;
        ink.Draw(canvas, page, x, below + Size, Size, bold: false, SKColors.Black);

        float size = 9;
        string line = ink.Printable(head.Footer);
        float room = PdfPage.TextWidth;
        size = Math.Max(6, Math.Min(size, room / Math.Max(1, ink.WidthOf(line, 1, bold: false))));
        float y = below + Size + 20;
        foreach (string part in PdfLineBreaker.Lines(line, rune => ink.WidthOf(rune, bold: false) * size, room, room).Take(3))
        {
            ink.Draw(canvas, part, PdfPage.Left + ((room - ink.WidthOf(part, size, bold: false)) / 2), y, size, bold: false, footInk);
            y += size * 1.4f;
        }
    }
}
