using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports.Content;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>A chart.</summary>
/// <param name="Id">Its stable id.</param>
/// <param name="Title">Its caption without number.</param>
/// <param name="Kind">Which.</param>
/// <param name="Subject">Of what.</param>
public sealed record ChartOutline(string Id, OutlineTitle Title, ChartKind Kind, OutlineSubject Subject) : OutlineBlock
{
    /// <inheritdoc/>
    public override IReadOnlyList<OutlineSubject> Subjects => [Subject];

    /// <inheritdoc/>
    internal override void Write(ReportWriter report)
    {
        ChartSpec? spec = ReportCharts.Spec(report, this);
        if (spec is null)
        {
            return;
        }

        report.Chart(Id, spec, Kind switch { ChartKind.Heatmap => 0.42, ChartKind.Shares => 0.4, ChartKind.Multiples => 0.75, ChartKind.Ranking => 0.6, _ => 0.45 });
    }
}
