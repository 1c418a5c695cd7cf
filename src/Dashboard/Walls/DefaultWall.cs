using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Walls;

/// <summary>The wall of a bureau that has not drawn one yet: the first metrics of its catalogue on one full-HD screen.</summary>
internal static class DefaultWall
{
    /// <summary>Lays out the view <c>wall</c> for a catalogue.</summary>
    public static WallLayout For(Catalogue catalogue)
    {
        Metric[] headlines = [.. catalogue.Metrics.Where(metric => metric.Kind is MetricKind.Flow or MetricKind.Selection).Take(3)];
        List<WallPanel> panels =
        [
            .. headlines.Select((metric, index) => new WallPanel($"headline{index + 1}", PanelKind.Headline, index * 6, 0, 6, 4)
            {
                Metric = metric.Id,
                Period = "ytd",
                Compare = ["year"],
            }),
            new WallPanel("clock", PanelKind.Clock, 18, 0, 6, 4),
            new WallPanel("sources", PanelKind.Sources, 18, 4, 6, 8),
        ];
        if (headlines.Length > 0)
        {
            string metric = headlines[0].Id;
            panels.Add(new WallPanel("trend", PanelKind.Trend, 0, 4, 18, 4) { Metric = metric, Grain = "hour", Span = "today" });
            panels.Add(new WallPanel("units", PanelKind.Ranking, 0, 8, 9, 4) { Metric = metric, By = SplitBy.Unit, Period = "mtd", Compare = ["year"] });
            panels.Add(new WallPanel("heat", PanelKind.Heatmap, 9, 8, 9, 4) { Metric = metric, Span = "last-28d" });
        }

        return new WallLayout(
            WallLayout.DefaultId,
            $"{catalogue.RootUnit.Name} 实时统计",
            $"{catalogue.RootUnit.NameEn} · live statistics",
            1920,
            1080,
            null,
            null,
            null,
            24,
            12,
            panels);
    }
}
