namespace Tongbi.Dashboard.Reports.Document;

/// <summary>The table of contents of the headings of levels 1 and 2.</summary>
/// <param name="Title">Its own heading, as 目录.</param>
public sealed record ContentsBlock(string Title) : ReportBlock;
