using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Reports.Content;
using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>口径说明: the definition of every metric that the report has figures of, and how figures are compared and rounded.</summary>
public sealed record DefinitionsBlock : OutlineBlock
{
    /// <inheritdoc/>
    internal override void Write(ReportWriter report)
    {
        foreach (Metric metric in report.Figures.UsedMetrics)
        {
            string definition = report.IsChinese ? metric.Definition : metric.DefinitionEn.Length > 0 ? metric.DefinitionEn : metric.Definition;
            report.Paragraph(
                report.Words.Say("definition.line", ("name", report.Name(metric)), ("definition", definition.Length > 0 ? definition : report.Words["definition.none"])),
                ParagraphKind.Note);
        }

        foreach (string key in report.IsPublic ? ["definition.year", "definition.rounding", "definition.public"] : (string[])["definition.year", "definition.rounding"])
        {
            report.Paragraph(report.Words[key], ParagraphKind.Note);
        }
    }
}
