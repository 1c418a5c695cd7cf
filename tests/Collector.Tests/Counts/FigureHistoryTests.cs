using FsCheck.Xunit;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Xunit;

namespace Tongbi.Collector.Tests.Counts;

/// <summary>The history of a figure leads, step by step, to the figure.</summary>
public sealed class FigureHistoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Property(Arbitrary = [typeof(CubeStepArbitrary)], MaxTest = 40)]
    public async Task Steps_OfAnyHistory_AreTheFigureAtEveryVersion(NonEmptyHistory history, int seed)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        CubeHistory player = new(fixture);
        await player.PlayAsync(history.Steps);
#pragma warning disable RS0030 // seeded by FsCheck, which reports it
        Random numbers = new(seed);
#pragma warning restore RS0030
        for (int question = 0; question < 4; question++)
        {
            CountNode node = player.SomeNode(numbers);
            int fromDay = CubeHistory.SomeDay(numbers);
            int toDay = fromDay + 1 + numbers.Next(60);
            FigureHistoryPage page = await ReadAsync(fixture, node, fromDay, toDay);

            long? value = 0;
            int next = page.Steps.Count - 1;
            for (long version = 1; version <= fixture.Ledger.Version; version++)
            {
                if (next >= 0 && page.Steps[next].Version == version)
                {
                    FigureStep step = page.Steps[next--];
                    Assert.Equal(value, step.Before);
                    value = step.After;
                }

                Assert.Equal(await FigureAsync(fixture, node, fromDay, toDay, version), value);
            }

            Assert.Equal(-1, next);
        }
    }

    [Fact]
    public async Task Pages_OneAfterTheOther_AreTheWholeHistory()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int series = fixture.Series("a", "incident", "theft", "A1");
        for (int hour = 0; hour < 7; hour++)
        {
            await fixture.EventAsync(series, fixture.At(2018, 11, 1, hour));
            await fixture.EventAsync(series, fixture.At(2018, 10, 1, hour));
        }

        CountNode node = fixture.Node("incident");
        int day = CubeFixture.Day(2018, 11, 1);
        List<FigureStep> steps = [];
        long before = long.MaxValue;
        FigureHistoryPage page;
        do
        {
            page = await new FigureHistory(fixture.Ledger).ReadAsync(fixture.Catalogue, [node], day, day + 1, before, 3, Token);
            steps.AddRange(page.Steps);
            before = page.Steps[^1].Version;
        }
        while (page.IsMore);

        Assert.Equal([13, 11, 9, 7, 5, 3, 1], steps.Select(step => step.Version));
        Assert.Equal([7, 6, 5, 4, 3, 2, 1], steps.Select(step => step.After));
    }

    [Fact]
    public async Task Step_NamesTheSourcesThatMoved()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int one = fixture.Series("a", "lead", "", "A1");
        int other = fixture.Series("b", "lead", "", "A2");
        await fixture.CommitAsync([], [new FigureRecord(CubeFixture.Day(2018, 11, 1), 4, 0, one, BucketGrain.Day, false), new FigureRecord(CubeFixture.Day(2018, 11, 1), 5, 0, other, BucketGrain.Day, false)]);

        FigureStep step = Assert.Single((await ReadAsync(fixture, fixture.Node("lead"), CubeFixture.Day(2018, 11, 1), CubeFixture.Day(2018, 11, 2))).Steps);

        Assert.Equal(["a", "b"], step.Sources);
        Assert.Equal((0L, 9L), (step.Before, step.After));
        Assert.Equal(fixture.Now, step.RecordedAt);
    }

    [Fact]
    public async Task Step_OfAStock_WhereAnotherSeriesMakesItANothing_IsTold()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        int day = CubeFixture.Day(2018, 11, 1);
        await fixture.FigureAsync(fixture.Series("b", "worker", "", "A1"), BucketGrain.Year, 2018, 5);
        await fixture.FigureAsync(fixture.Series("b", "worker", "", "A2"), BucketGrain.Day, day, 4);

        FigureHistoryPage page = await ReadAsync(fixture, fixture.Node("worker", unit: "A1"), day, day + 1);

        Assert.Equal([(null, 0), (0, null)], page.Steps.Select(step => (step.Before, step.After)));
        Assert.Equal(["b"], page.Steps[0].Sources);
    }

    private static Task<FigureHistoryPage> ReadAsync(CubeFixture fixture, CountNode node, int fromDay, int toDay) =>
        new FigureHistory(fixture.Ledger).ReadAsync(fixture.Catalogue, [node], fromDay, toDay, long.MaxValue, 10_000, Token);

    private static Task<long?> FigureAsync(CubeFixture fixture, CountNode node, int fromDay, int toDay, long version) => fixture.Cube.ReadAsync<long?>(
        version,
        null,
        reader =>
        {
            CountAnswer answer = node.Metric.Kind == MetricKind.Stock ? reader.Last(node, fromDay, toDay) : reader.SumDays(node, fromDay, toDay);
            return answer.Knowledge == CountKnowledge.TooCoarse ? null : answer.Value ?? 0;
        },
        Token);
}
