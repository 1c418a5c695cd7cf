using Tongbi.Dashboard.Reports.Content;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>A piece of a report as the outline orders it; it knows how to write itself from figures.</summary>
public abstract record OutlineBlock
{
    /// <summary>Writes itself.</summary>
    internal abstract void Write(ReportWriter report);
}
