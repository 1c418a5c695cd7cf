namespace Tongbi.Dashboard.Reports.Store;

/// <summary>A file of a published report, as it was published.</summary>
/// <param name="Format"><c>docx</c>, …</param>
/// <param name="Language"><c>zh</c> or <c>en</c>.</param>
/// <param name="Bytes">The file.</param>
internal sealed record ReportFile(string Format, string Language, byte[] Bytes);
