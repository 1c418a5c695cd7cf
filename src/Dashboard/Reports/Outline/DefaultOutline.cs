using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>A plain outline for a catalogue without <c>reports/*.yaml</c>: every metric once, the first counted one by unit, category and hour, then alerts, restatements and definitions.</summary>
internal static class DefaultOutline
{
    /// <summary>Most metrics of one table.</summary>
    private const int MostRows = 40;

    /// <summary>The outline of an edition.</summary>
    public static ReportOutline Of(ReportEdition edition, Catalogue catalogue)
    {
        OutlineSubject[] counts = [.. catalogue.Metrics.Where(metric => metric.Kind != MetricKind.Ratio).Take(MostRows).Select(Whole)];
        OutlineSubject[] ratios = [.. catalogue.Metrics.Where(metric => metric.Kind == MetricKind.Ratio).Take(MostRows).Select(Whole)];
        List<OutlineBlock> overview = [];
        if (counts.Length > 0)
        {
            overview.Add(new FiguresTable("figures", new("主要指标统计表", "Main figures"), counts, TableSplit.None, 1));
        }

        if (ratios.Length > 0)
        {
            overview.Add(new FiguresTable("ratios", new("比率指标统计表", "Ratios"), ratios, TableSplit.None, 1));
        }

        List<OutlineSection> sections = [new("overview", new("概况", "Overview"), overview, [])];
        if (catalogue.Metrics.FirstOrDefault(metric => metric.Kind == MetricKind.Flow) is { } first)
        {
            sections[0] = sections[0] with { Content = [new SentencesBlock([Whole(first)]), .. overview] };
            sections.Add(new OutlineSection("analysis", new("分析", "Analysis"), [.. Analysis(Whole(first))], []));
        }

        sections.Add(new OutlineSection("alerts", new("预警处置", "Alerts"), [new AlertsBlock("alert_levels", new("预警处置统计表", "Alerts by level"))], []));
        sections.Add(new OutlineSection("proposals", new("下步建议", "Proposals"), [new ManualBlock("proposals", new("下步建议", "Proposals"))], []));
        sections.Add(new OutlineSection("restatements", new("前期数据修正", "Restatements"), [new RestatementsBlock("restated", new("前期数据修正表", "Restated figures"))], []));
        sections.Add(new OutlineSection("definitions", new("口径说明", "Definitions"), [new DefinitionsBlock()], []));
        return new ReportOutline
        {
            Edition = edition,
            Title = new("{unit}{period}统计报告", "Statistical report, {unit}, {period}"),
            Sections = sections,
        };
    }

    private static IEnumerable<OutlineBlock> Analysis(OutlineSubject first)
    {
        yield return new ChartOutline("trend", new("走势", "Trend"), ChartKind.Trend, first);
        yield return new AreasBlock(first);
        yield return new FiguresTable("by_unit", new("分单位统计表", "By unit"), [first], TableSplit.Unit, 1);
        if (first.Category.Children.Count > 0)
        {
            yield return new TypesBlock(first, 5);
            yield return new FiguresTable("by_category", new("分类别统计表", "By category"), [first], TableSplit.Category, 2);
        }

        yield return new HoursBlock(first);
        yield return new ChartOutline("heatmap", new("时段分布", "By hour"), ChartKind.Heatmap, first);
    }

    private static OutlineSubject Whole(Metric metric) => new(metric, metric.Categories[0]);
}
