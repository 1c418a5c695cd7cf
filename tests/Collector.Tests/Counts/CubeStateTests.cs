using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Testing.Counts;
using Xunit;

namespace Tongbi.Collector.Tests.Counts;

public sealed class CubeStateTests
{
    private static readonly Catalogue Small = CubeCatalogues.Small();
    private readonly SeriesRegistry series = new();

    [Theory]
    [InlineData(300)] // the layer is made delta by delta
    [InlineData(6_000)] // the layer is rolled up
    public void Absorb_InTurns_ChangesNoAnswer(int entries)
    {
        ChangeSet[] log = [Some(1, 2_000), Some(2, entries)];
        CubeState state = new(Small, new CubeCalendar(Small.Calendar), series, layerFrom: 100);
        state.TakeRaw(log[0], long.MaxValue);
        state.Settle();
        state.Prepare(log[1], long.MaxValue)();
        Assert.NotNull(state.Layer);

        List<string> expected = Answers(new Recount(Small, series, log, 2, null, Instant.MaxValue));
        int turns = 0;
        do
        {
            Assert.Equal(expected, Answers(new CubeReader(state, null, Instant.MaxValue)));
            turns++;
        }
        while (state.Absorb(3) || state.Layer is not null);

        Assert.True(turns > 5, $"only {turns} turns");
        Assert.Equal(expected, Answers(new CubeReader(state, null, Instant.MaxValue)));
    }

    private static List<string> Answers(ICountReader counts)
    {
        int first = CubeFixture.Day(2018, 10, 1), hour = Small.Calendar.FirstHourOfDay(first);
        long?[] row = new long?[60];
        List<string> answers = [];
        Metric metric = Small.Metrics[1];
        foreach (CountNode node in from category in metric.Categories from unit in Small.Units from source in Small.Sources.Prepend(null) select new CountNode(metric, category, unit, source))
        {
            answers.Add($"{counts.SumDays(node, first, first + 20).Value} {counts.SumHours(node, hour + 3, hour + 77).Value} {counts.HasOwn(node, true, true)}");
            counts.ReadHours(node, hour, row);
            answers.Add(string.Join(' ', row));
            counts.ReadDays(node, first, row.AsSpan(0, 40));
            answers.Add(string.Join(' ', row.Take(40)));
        }

        return answers;
    }

    private ChangeSet Some(long version, int entries)
    {
        Random numbers = new((int)version);
        string[] categories = ["", "admin", "admin/gambling", "theft"], units = ["R", "A", "A1", "A2", "B"];
        long start = Small.Calendar.StartSecondsOfHour(Small.Calendar.FirstHourOfDay(CubeFixture.Day(2018, 10, 1)));
        Change[] changes = new Change[entries];
        for (int i = 0; i < entries; i++)
        {
            SeriesKey key = new(numbers.Next(2) == 0 ? "a" : "b", "lead", categories[numbers.Next(4)], units[numbers.Next(5)]);
            changes[i] = new Change(start + numbers.Next(45 * 86_400), numbers.Next(-2, 5), series.GetOrAdd(key), 1, BucketGrain.Event);
        }

        return new ChangeSet(version, Instant.FromUnixTimeSeconds(start) + Duration.FromDays(45), changes);
    }
}
