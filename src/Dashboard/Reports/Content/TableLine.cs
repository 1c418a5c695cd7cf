namespace Tongbi.Dashboard.Reports.Content;

/// <summary>A row of a table of figures before it is worded.</summary>
/// <param name="Name">What stands in the first column.</param>
/// <param name="Figure">Its figure.</param>
internal sealed record TableLine(string Name, ReportFigure Figure)
{
    /// <summary>How deep it is indented.</summary>
    public int Level { get; init; }

    /// <summary>Whether it is the sum of the others.</summary>
    public bool IsTotal { get; init; }
}
