using Tongbi.Dashboard.Reports.Content;
using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>A paragraph that is the same in every report.</summary>
/// <param name="Text">The words.</param>
public sealed record TextBlock(OutlineTitle Text) : OutlineBlock
{
    /// <inheritdoc/>
    internal override void Write(ReportWriter report) => report.Paragraph(report.Say(Text), ParagraphKind.Manual);
}
