namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>A section with its heading; at most three levels.</summary>
/// <param name="Id">Stable: bookmarks and manual paragraphs refer to it.</param>
/// <param name="Title">The heading without its number.</param>
/// <param name="Content">What stands in it, in order.</param>
/// <param name="Sections">Sections below it.</param>
public sealed record OutlineSection(string Id, OutlineTitle Title, IReadOnlyList<OutlineBlock> Content, IReadOnlyList<OutlineSection> Sections);
