using Tongbi.Dashboard.Reports.Content;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>A piece of a report as the outline orders it; it knows how to write itself from figures.</summary>
public abstract record OutlineBlock
{
    /// <summary>What it has figures of.</summary>
    public virtual IReadOnlyList<OutlineSubject> Subjects => [];

    /// <summary>Writes itself.</summary>
    internal abstract void Write(ReportWriter report);
}
