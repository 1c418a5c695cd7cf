using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Live;
using Tongbi.Dashboard.Walls;
using Xunit;

namespace Tongbi.Dashboard.Tests.Live;

public sealed class BandQuestionTests
{
    private static readonly Catalogue Catalogue = SmallBureau.Catalogue();

    [Fact]
    public void Ask_WithARestlessFortnight_ExpectsItsMeanAndBoundsIt()
    {
        StagedCube cube = Fortnight();
        BandQuestion question = Question();

        IReadOnlyList<PanelCurve> curves = cube.Read(SmallBureau.Morning, counts => question.Ask(new StatisticsEngine(), counts, SmallBureau.Morning));

        Assert.Equal(["expected", "upper"], curves.Select(curve => curve.Name));
        Assert.Equal(7, curves[0].Times.Count);

        // C2 leaves out the two days before; the seven before these had 4, 6, 4, 6, … calls a day.
        Assert.InRange(curves[0].Values[6] ?? 0, 4.5m, 5.5m);
        Assert.True(curves[1].Values[6] > curves[0].Values[6]);
    }

    [Fact]
    public void Ask_WithinAMinute_GivesTheSameAnswerAgain()
    {
        StagedCube cube = Fortnight();
        BandQuestion question = Question();
        IReadOnlyList<PanelCurve> Ask(Instant now) => cube.Read(now, counts => question.Ask(new StatisticsEngine(), counts, now));

        IReadOnlyList<PanelCurve> first = Ask(SmallBureau.Morning);

        Assert.Same(first, Ask(SmallBureau.Morning + Duration.FromSeconds(59)));
        Assert.NotSame(first, Ask(SmallBureau.Morning + Duration.FromSeconds(60)));
    }

    [Fact]
    public void Plan_OfAWallWithEveryKind_AsksEachFigureOnce()
    {
        const string Text = """
            id: wall
            title: 全
            width: 1920
            height: 1080
            columns: 24
            rows: 12
            panels:
              - { id: vice, kind: vice, x: 0, y: 0, w: 6, h: 4, metric: incident, period: mtd, compare: [year] }
              - { id: map, kind: map, x: 6, y: 0, w: 6, h: 4, metric: incident, period: mtd, map: county }
              - { id: cases, kind: cases, x: 12, y: 0, w: 6, h: 4, metrics: [case.handled, incident], period: mtd, compare: [previous] }
              - { id: speed, kind: dispatch, x: 18, y: 0, w: 6, h: 4, metric: incident, period: mtd, within: admin }
              - { id: alerts, kind: alerts, x: 0, y: 4, w: 6, h: 4 }
              - { id: month, kind: trend, x: 6, y: 4, w: 6, h: 4, metric: incident, grain: day, span: last-28d, band: farrington-flexible }

            """;
        WallLayout layout = WallLayoutReader.Read("walls/wall.yaml", Text, Catalogue);

        ViewPlan plan = ViewPlan.Make(layout, "331125", Catalogue, demo: false)!;

        // The whole month of incidents is shown by vice, cases and speed: one question with the comparisons of all.
        StatisticsRequest whole = Assert.Single(plan.Figures, question => question.Metrics[0].Id == "incident" && question.By is null);
        Assert.Equal(["year", "previous"], whole.Compare);
        Assert.Equal([SplitBy.Category, SplitBy.Unit], plan.Figures.Where(question => question.By is not null).Select(question => question.By!.Value));
        Assert.Equal(2, plan.Curves.Count);
        Assert.Equal(["331125", "PS01", "PS02"], plan.Document.Places.Select(place => place.Code));
        Assert.Equal(["case.handled", "incident"], plan.Document.Panels[2].Metrics.Select(metric => metric.Id));
    }

    private static BandQuestion Question() => new("month", Catalogue.FindMetric("incident")!, Catalogue.RootUnit, "", "last-7d", "ears-c2");

    private static StagedCube Fortnight()
    {
        StagedCube cube = new(Catalogue);
        for (int day = 1; day <= 30; day++)
        {
            cube.Count("incident", "", "PS01", SmallBureau.Morning - Duration.FromDays(day), day % 2 == 0 ? 4 : 6);
        }

        return cube;
    }
}
