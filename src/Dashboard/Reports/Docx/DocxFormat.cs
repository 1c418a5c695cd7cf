using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Docx;

/// <summary>The report for Word and WPS, to be read and edited there: real styles, fields, the office's layout and, if it gives one, its own template.</summary>
/// <param name="painter">Draws the charts, as pictures.</param>
public sealed class DocxFormat(IChartPainter painter) : IReportFormat
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
        DocxBody.Write(file, document, painter, cancellationToken);
        file.Finish();
        FixedPackage.Write(file.File, output, cancellationToken);
    }
}
