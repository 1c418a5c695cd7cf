using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Fonts;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;
using Tongbi.Dashboard.Reports.Pdf;

namespace Tongbi.Dashboard.Reports.Docx;

/// <summary>The report for Word and WPS, to be read and edited there: real styles, fields, the office's layout and, if it gives one, its own template.</summary>
/// <param name="painter">Draws the charts, as pictures.</param>
/// <param name="fonts">Measure the text, to tell in the contents on which page a heading will be.</param>
public sealed class DocxFormat(IChartPainter painter, ShippedFonts fonts) : IReportFormat
{
    /// <inheritdoc/>
    public string Id => "docx";

    /// <inheritdoc/>
    public string MediaType => "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <inheritdoc/>
    /// <exception cref="ReportTemplateException">The office's template cannot be used.</exception>
    public void Write(ReportDocument document, ReportTemplate look, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(look);
        using DocxTemplate file = DocxTemplate.Open(look, document.Head);
        DocxBody.Write(file, document, painter, PagesOf(document, look, cancellationToken), cancellationToken);
        file.Finish();
        FixedPackage.Write(file.File, output, cancellationToken);
    }

    /// <summary>
    /// The pages of the headings as the PDF has them, whose page is the same; Word counts anew when the field is updated. None where nothing asks for them,
    /// with an office's own page, or where the program was built without fonts.
    /// </summary>
    private IReadOnlyDictionary<int, int> PagesOf(ReportDocument document, ReportTemplate look, CancellationToken cancellationToken)
    {
        if (look.Docx is not null || !ShippedFonts.Available || !document.Blocks.Any(block => block is ContentsBlock))
        {
            return new Dictionary<int, int>();
        }

        using PdfInk ink = new(fonts);
        return PdfPagination.Of(PdfFlow.Of(document, ink, painter, cancellationToken)).PageOf;
    }
}
