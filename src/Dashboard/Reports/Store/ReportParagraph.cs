using NodaTime;

namespace Tongbi.Dashboard.Reports.Store;

/// <summary>What a person wrote for a part of a report. Every revision is kept.</summary>
/// <param name="Section">Id of the manual block.</param>
/// <param name="Revision">From 1.</param>
/// <param name="Text">Chinese; lines are paragraphs.</param>
/// <param name="TextEn">English; empty where the Chinese stands in both.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="At">When.</param>
internal sealed record ReportParagraph(string Section, int Revision, string Text, string TextEn, string Author, Instant At);
