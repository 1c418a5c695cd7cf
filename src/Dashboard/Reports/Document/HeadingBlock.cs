namespace Tongbi.Dashboard.Reports.Document;

/// <summary>A heading with its number in it, as 一、警情概况 or (一)发案区域. Never the last thing on a page.</summary>
/// <param name="Level">1 to 3.</param>
/// <param name="Text">The words, number included.</param>
/// <param name="Id">Stable within the report; bookmarks and the table of contents point at it.</param>
public sealed record HeadingBlock(int Level, string Text, string Id) : ReportBlock;
