using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Walls;

namespace Tongbi.Dashboard.Live;

/// <summary>The questions that a layout asks of one catalogue for one unit, each once, however many panels show its answer.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Unit">The unit shown.</param>
/// <param name="Catalogue">The catalogue that all codes were looked up in.</param>
/// <param name="Document">The layout with names.</param>
/// <param name="Figures">Questions for figures.</param>
/// <param name="Curves">Questions for curves.</param>
internal sealed record ViewPlan(
    WallLayout Layout,
    UnitNode Unit,
    Catalogue Catalogue,
    WallDocument Document,
    IReadOnlyList<StatisticsRequest> Figures,
    IReadOnlyList<CurveQuestion> Curves)
{
    /// <summary>
    /// Makes the plan; a panel whose metric or category the catalogue no longer knows asks nothing. Null if the unit is unknown.
    /// Comparisons of panels that show the same figure are joined, so a figure is one item wherever it stands.
    /// </summary>
    public static ViewPlan? Make(WallLayout layout, string unitCode, Catalogue catalogue, bool demo)
    {
        if (catalogue.FindUnit(unitCode) is not { } unit)
        {
            return null;
        }

        List<StatisticsRequest> figures = [];
        List<CurveQuestion> curves = [];
        foreach (WallPanel panel in layout.Panels)
        {
            foreach (string id in panel.AllMetrics)
            {
                if (catalogue.FindMetric(id) is { } metric && metric.FindCategory(panel.Category) is not null)
                {
                    Ask(panel, metric, unit, figures, curves);
                }
            }
        }

        return new ViewPlan(layout, unit, catalogue, WallDocumentBuilder.Build(layout, unit, catalogue, demo), figures, curves);
    }

    /// <summary>Whether to complain about a question that cannot be answered: once for each, not at every update.</summary>
    public bool FirstComplaint(object question)
    {
        lock (complaints)
        {
            return complaints.Add(question);
        }
    }

    private static void Ask(WallPanel panel, Metric metric, UnitNode unit, List<StatisticsRequest> figures, List<CurveQuestion> curves)
    {
        switch (panel.Kind)
        {
            case PanelKind.Trend:
                string span = panel.Span ?? "today";
                curves.Add(new TrendQuestion(panel.Id, metric, unit, panel.Category, span, panel.Grain ?? "hour"));
                if (panel.Band is { } method)
                {
                    curves.Add(new BandQuestion(panel.Id, metric, unit, panel.Category, span, method));
                }

                break;
            case PanelKind.Heatmap:
                curves.Add(new HeatmapQuestion(panel.Id, metric, unit, panel.Category, panel.Span ?? "last-28d"));
                break;
            default:
                if (panel.Period is not { } period)
                {
                    break;
                }

                StatisticsRequest question = new() { Metrics = [metric], Unit = unit, Category = panel.Category, Periods = [period], Compare = panel.Compare, By = panel.By };
                Join(figures, question);
                if (panel.Kind is PanelKind.Vice or PanelKind.Dispatch)
                {
                    // The whole beside its parts.
                    Join(figures, question with { By = null });
                }

                break;
        }
    }

    private static void Join(List<StatisticsRequest> figures, StatisticsRequest question)
    {
        int same = figures.FindIndex(other =>
            other.Metrics[0] == question.Metrics[0] && other.Category == question.Category && other.Periods[0] == question.Periods[0] && other.By == question.By);
        if (same < 0)
        {
            figures.Add(question);
        }
        else
        {
            figures[same] = figures[same] with { Compare = [.. figures[same].Compare.Union(question.Compare)] };
        }
    }

    private readonly HashSet<object> complaints = new(ReferenceEqualityComparer.Instance);
}
