using Tongbi.Dashboard.Reports.Csv;
using Tongbi.Dashboard.Reports.Docx;
using Tongbi.Dashboard.Reports.Pdf;
using Tongbi.Dashboard.Reports.Xlsx;

namespace Tongbi.Dashboard.Reports;

/// <summary>Registers the formats of reports.</summary>
internal static class ReportFormatsExtensions
{
    /// <summary>Adds every <see cref="IReportFormat"/>; they need an <see cref="Charts.IChartPainter"/> and the <see cref="Fonts.ShippedFonts"/>.</summary>
    public static IServiceCollection AddReportFormats(this IServiceCollection services)
    {
        services.AddSingleton<IReportFormat, DocxFormat>();
        services.AddSingleton<IReportFormat, XlsxFormat>();
        services.AddSingleton<IReportFormat, PdfFormat>();
        services.AddSingleton<IReportFormat, CsvFormat>();
        return services;
    }
}
