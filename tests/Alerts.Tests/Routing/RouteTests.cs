using NodaTime;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Tests.Routing;

public sealed class RouteTests
{
    [Theory]
    [InlineData("blue", "331125", "0")]
    [InlineData("red", "331125", "0.1")]
    [InlineData("red", "PS01", "0.0,0.1.0")]
    [InlineData("orange", "PS01", "0.0,0.1")]
    public void Find_GivesTheDeepestMatchesInOrder(string severity, string unit, string paths)
    {
        // 0.0 goes on to its siblings; 0.2 would match as well, but 0.1 ends the search.
        Route tree = Node("0", [],
        [
            Node("0.0", [new("unit", ["PS01"])], [], goOn: true),
            Node("0.1", [new("severity", ["red", "orange"])], [Node("0.1.0", [new("unit", ["PS01"]), new("severity", ["red"])], [])]),
            Node("0.2", [new("severity", ["red"])], []),
        ]);

        Assert.Equal(paths, string.Join(',', tree.Find(Labels(severity, unit)).Select(route => route.Path)));
    }

    [Fact]
    public void Find_MatcherWithAnEmptyValue_MatchesAnAbsentLabel()
    {
        Route tree = Node("0", [], [Node("0.0", [new("category", [""])], [])]);

        Assert.Equal("0.0", Assert.Single(tree.Find(Labels("red", "PS01"))).Path);
        Assert.Equal("0", Assert.Single(tree.Find(new Labels([new("category", "admin")]))).Path);
    }

    [Fact]
    public void GroupKey_DependsOnTheLabelsOfTheGroupOnly()
    {
        Route route = Node("0", [], []) with { GroupBy = ["unit"] };

        Assert.Equal(route.GroupKey(Labels("red", "PS01")), route.GroupKey(Labels("blue", "PS01")));
        Assert.NotEqual(route.GroupKey(Labels("red", "PS01")), route.GroupKey(Labels("red", "PS02")));
    }

    private static Route Node(string path, IReadOnlyList<Matcher> match, IReadOnlyList<Route> below, bool goOn = false) =>
        new(path, "r", match, ["rule"], Duration.Zero, Duration.FromMinutes(5), Duration.FromHours(4), goOn, below);

    private static Labels Labels(string severity, string unit) => new([new("rule", "vice-yoy"), new("severity", severity), new("unit", unit), new("category", "")]);
}
