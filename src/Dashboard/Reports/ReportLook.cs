using System.Globalization;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Docx;

namespace Tongbi.Dashboard.Reports;

/// <summary>The office's own look from the configuration directory: <c>reports/template.docx</c>, read for every file that is written, so that a new one is taken up at once.</summary>
/// <param name="config">The configuration directory.</param>
internal sealed class ReportLook(ConfigDirectory config)
{
    /// <summary>The Word template; it may be absent.</summary>
    public string TemplateFile => Path.Combine(config.ReportsFolder, "template.docx");

    /// <summary>Changes whenever the look does.</summary>
    public string Mark => new FileInfo(TemplateFile) is { Exists: true } file ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}") : "";

    /// <summary>Lays a report out.</summary>
    /// <exception cref="QueryException"><c>bad_template</c>: the office's template cannot be used.</exception>
    public byte[] Write(ReportDocument document, IReportFormat format, CancellationToken cancellationToken)
    {
        using MemoryStream file = new();
        try
        {
            format.Write(document, Read(), file, cancellationToken);
        }
        catch (ReportTemplateException wrong)
        {
            throw new QueryException("bad_template", "format", wrong.Message);
        }

        return file.ToArray();
    }

    /// <summary>Opens the template, so that a mistake is told before a report is wanted; gives whether there is one.</summary>
    /// <exception cref="ReportTemplateException">It cannot be used.</exception>
    public bool Check()
    {
        ReportTemplate look = Read();
        if (look.Docx is null)
        {
            return false;
        }

        using DocxTemplate template = DocxTemplate.Open(look, new ReportHead { Title = "", Period = "", Unit = "", Language = "zh-CN", Version = 0, AsOf = DateTimeOffset.UnixEpoch, Footer = "" });
        return true;
    }

    private ReportTemplate Read() => File.Exists(TemplateFile) ? ReportTemplate.Default with { Docx = File.ReadAllBytes(TemplateFile) } : ReportTemplate.Default;
}
