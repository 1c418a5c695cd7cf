using Tongbi.Dashboard.Reports.Content;
using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>Paragraphs that people write: 重要警情, 下步建议. One line of their text is one paragraph.</summary>
/// <param name="Id">Under which it is kept.</param>
/// <param name="Title">What belongs there, shown to whoever writes it.</param>
public sealed record ManualBlock(string Id, OutlineTitle Title) : OutlineBlock
{
    /// <inheritdoc/>
    internal override void Write(ReportWriter report)
    {
        string[] lines = [.. report.ManualText(Id).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (lines.Length == 0)
        {
            report.Note(report.Words[report.IsDraft ? "manual.wanted" : "manual.none"]);
        }

        foreach (string line in lines)
        {
            report.Paragraph(line, ParagraphKind.Manual);
        }
    }
}
