namespace Tongbi.Dashboard.Reports.Document;

/// <summary>A paragraph.</summary>
/// <param name="Text">Plain text without line breaks.</param>
/// <param name="Kind">Whose words these are.</param>
public sealed record ParagraphBlock(string Text, ParagraphKind Kind = ParagraphKind.Generated) : ReportBlock;
