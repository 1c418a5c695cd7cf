using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Fonts;
using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>The report for reading and printing everywhere alike: own fonts inside, bookmarks, text that can be searched.</summary>
/// <param name="painter">Draws the charts.</param>
/// <param name="fonts">The fonts that are put into the file.</param>
public sealed class PdfFormat(IChartPainter painter, ShippedFonts fonts) : IReportFormat
{
    /// <inheritdoc/>
    public string Id => "pdf";

    /// <inheritdoc/>
    public string MediaType => "application/pdf";

    /// <inheritdoc/>
    public void Write(ReportDocument document, ReportTemplate look, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(output);
        using PdfNarrowFonts narrow = new(fonts, document);
        MemoryStream drawn = Drawn(document, narrow.Fonts, cancellationToken);
        if (narrow.Fonts.HasMissed)
        {
            drawn.Dispose();
            drawn = Drawn(document, fonts, cancellationToken);
        }

        using (drawn)
        {
            PdfFile file = PdfFile.Read(drawn.GetBuffer().AsMemory(0, (int)drawn.Length));
            PdfFonts.Cut(file);
            PdfOutline.Add(file, document);
            file.Write(output);
        }
    }

    private MemoryStream Drawn(ReportDocument document, ShippedFonts chosen, CancellationToken cancellationToken)
    {
        using PdfInk ink = new(chosen);
        PdfPagination pages = PdfPagination.Of(PdfFlow.Of(document, ink, painter.InFonts(chosen), cancellationToken));
        return PdfSheets.Draw(document.Head, pages, ink, cancellationToken);
    }
}
