using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Dashboard.Walls;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Live;

public sealed class WallLayoutReaderTests
{
    private static readonly Catalogue Catalogue = SmallBureau.Catalogue();

    [Fact]
    public void Read_AGoodLayout_FillsInWhatIsUsual()
    {
        WallLayout layout = WallLayoutReader.Read("walls/wall.yaml", SmallBureau.WallText, Catalogue);

        WallPanel trend = layout.Panels.Single(panel => panel.Kind == PanelKind.Trend);
        Assert.Equal(("hour", "today"), (trend.Grain, trend.Span));
        Assert.Equal("last-28d", layout.Panels.Single(panel => panel.Kind == PanelKind.Heatmap).Span);
        Assert.Equal(9, layout.Panels.Count);
        Assert.Null(layout.Unit);
    }

    [Theory]
    [InlineData("id: wall", "id: other", 1, 5, "differs from the file's name")]
    [InlineData("title: 云和县公安局", "titel: 云和县公安局", 2, 1, "unknown key 'titel'")]
    [InlineData("width: 1920", "width: wide", 4, 8, "not a whole number")]
    [InlineData("width: 1920", "width: 100", 4, 8, "out of range")]
    [InlineData("rows: 12", "rows: 12\nunit: \"999\"", 8, 7, "unit '999' is not in the catalogue")]
    [InlineData("rows: 12", "rows: 12\nviewDistanceM: 0", 8, 16, "out of range")]
    [InlineData("metric: case.handled", "metric: case.closed", 9, 66, "metric 'case.closed' is not in the catalogue")]
    [InlineData("metric: case.handled", "metric: case.handled, category: nowhere", 9, 90, "category 'nowhere' is not in the tree")]
    [InlineData("metric: case.handled, period: ytd", "metric: case.handled, period: yt", 9, 88, "period 'yt'")]
    [InlineData("metric: case.handled, period: ytd", "metric: case.handled", 9, 5, "required key 'period' is missing")]
    [InlineData("compare: [year, previous]", "compare: [year, last]", 10, 114, "compare 'last'")]
    [InlineData("compare: [year, previous]", "compare: [year-solar]", 10, 108, "year-solar")]
    [InlineData("id: vice, kind: headline", "id: cases, kind: headline", 10, 11, "used twice")]
    [InlineData("id: vice, kind: headline, x: 6", "id: vice, kind: headline, x: 5", 10, 5, "overlaps panel 'cases'")]
    [InlineData("id: clock, kind: clock, x: 18", "id: clock, kind: clock, x: 19", 12, 5, "reaches column 25")]
    [InlineData("id: clock, kind: clock", "id: clock, kind: cuckoo", 12, 24, "kind 'cuckoo' is unknown")]
    [InlineData("by: unit", "by: colour", 14, 80, "by 'colour' is unknown")]
    [InlineData("metric: incident, by: category, period: mtd", "metric: case.handled, by: category, period: mtd", 15, 83, "no categories below")]
    [InlineData("id: trend, kind: trend, x: 0, y: 3, w: 12, h: 4, metric: incident", "id: trend, kind: trend, x: 0, y: 3, w: 12, h: 4, metric: incident, grain: second", 13, 81, "grain 'second' is unknown")]
    [InlineData("kind: clock, x: 18", "kind: clock, metric: incident, x: 18", 12, 31, "unknown key 'metric'")]
    [InlineData("rows: 12", "rows: 12\nseams: { columns: 3 }", 14, 5, "panel 'trend' lies across a seam")]
    [InlineData("rows: 12", "rows: 12\nseams: { columns: 5 }", 8, 8, "cannot be cut into 5 × 1 tiles")]
    [InlineData("rows: 12", "rows: 12\nrotate: PT30S", 8, 9, "rotate stands without pages")]
    [InlineData("rows: 12", "rows: 12\npages: 2\nrotate: PT1S", 9, 9, "out of range")]
    [InlineData("rows: 12", "rows: 12\norbit: 9", 8, 8, "out of range")]
    [InlineData("rows: 12", "rows: 12\nsound: loud", 8, 8, "loud")]
    [InlineData("rows: 12", "rows: 12\nnight: { from: \"22:00\" }", 8, 8, "two different times")]
    [InlineData("rows: 12", "rows: 12\nnight: { from: \"22:00\", to: \"06:00\", brightness: 0.1 }", 8, 50, "out of range")]
    [InlineData("id: clock, kind: clock", "id: clock, kind: clock, page: 2", 12, 37, "beyond the wall's 1")]
    [InlineData("id: clock, kind: clock, x: 18, y: 0, w: 6, h: 3", "id: clock, kind: cases, x: 18, y: 0, w: 6, h: 3, period: mtd, metrics: [incident, nothing]", 12, 89, "metric 'nothing' is not in the catalogue")]
    [InlineData("id: clock, kind: clock, x: 18, y: 0, w: 6, h: 3", "id: clock, kind: dispatch, x: 18, y: 0, w: 6, h: 3, period: mtd, metric: incident, within: rain", 12, 98, "not one of the classes")]
    [InlineData("id: trend, kind: trend, x: 0, y: 3, w: 12, h: 4, metric: incident", "id: trend, kind: trend, x: 0, y: 3, w: 12, h: 4, metric: incident, band: ears-c2", 13, 80, "band needs grain: day")]
    public void Read_AMistake_IsToldAtItsPlace(string piece, string replacement, int line, int column, string reason)
    {
        Assert.Contains(piece, SmallBureau.WallText, StringComparison.Ordinal);
        string text = SmallBureau.WallText.Replace(piece, replacement, StringComparison.Ordinal);

        ConfigurationException refused = Assert.Throws<ConfigurationException>(() => WallLayoutReader.Read("walls/wall.yaml", text, Catalogue));

        Assert.Contains(refused.Mistakes, mistake => mistake.Reason.Contains(reason, StringComparison.Ordinal));
        ConfigurationMistake told = refused.Mistakes.First(mistake => mistake.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.Equal(("walls/wall.yaml", line, column), (told.File, told.Line, told.Column));
    }

    [Fact]
    public void Read_PanelsOnDifferentPages_MayShareTheirPlace()
    {
        string text = SmallBureau.WallText
            .Replace("rows: 12", "rows: 12\npages: 2\nrotate: PT10S", StringComparison.Ordinal)
            .Replace("id: vice, kind: headline, x: 6", "id: vice, page: 2, kind: headline, x: 0", StringComparison.Ordinal)
            .Replace("id: cases, kind: headline", "id: cases, page: 1, kind: headline", StringComparison.Ordinal);

        WallLayout layout = WallLayoutReader.Read("walls/wall.yaml", text, Catalogue);

        Assert.Equal((2, 10.0), (layout.Pages, layout.Rotate.TotalSeconds));
        Assert.Equal([1, 2], layout.Panels.Select(panel => panel.Page).OfType<int>());
    }

    [Fact]
    public void Read_SeveralMistakes_TellsAll()
    {
        string text = SmallBureau.WallText
            .Replace("case.handled", "a", StringComparison.Ordinal)
            .Replace("incident.vice_lead", "b", StringComparison.Ordinal)
            .Replace("height: 1080", "height: 1", StringComparison.Ordinal);

        ConfigurationException refused = Assert.Throws<ConfigurationException>(() => WallLayoutReader.Read("walls/wall.yaml", text, Catalogue));

        Assert.Equal([5, 9, 10], refused.Mistakes.Select(mistake => mistake.Line));
    }

    [Theory]
    [InlineData("config")]
    [InlineData("config/examples/chicago")]
    public void Check_OfAShippedFolder_FindsNoMistake(string folder)
    {
        string path = Path.Combine(RepositoryPaths.Root, folder);
        Catalogue catalogue = CatalogueLoader.Load(Path.Combine(path, "catalog.yaml"));

        Assert.Empty(WallStore.Check(Path.Combine(path, "walls"), catalogue));
        Assert.True(File.Exists(Path.Combine(path, "walls", "wall.yaml")));
    }

    [Fact]
    public async Task View_WithoutAnyLayoutFile_IsDrawnFromTheCatalogue()
    {
        await using LiveServer server = await LiveServer.StartAsync(wall: null);
        using HttpClient http = server.Http();

        string layout = await http.GetStringAsync("/api/v1/walls/wall", TestContext.Current.CancellationToken);
        string snapshot = await http.GetStringAsync("/api/v1/walls/wall/snapshot", TestContext.Current.CancellationToken);

        Assert.Contains("云和县 实时统计", layout, StringComparison.Ordinal);
        Assert.Contains("\"metric\":\"incident\"", snapshot, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"heat\"", snapshot, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAMistakeInALayout_IsRefused()
    {
        ConfigurationException refused = await Assert.ThrowsAsync<ConfigurationException>(() => LiveServer.StartAsync("id: wall\n"));

        Assert.Contains(refused.Mistakes, mistake => mistake.Reason.Contains("required key 'panels' is missing", StringComparison.Ordinal));
    }
}
