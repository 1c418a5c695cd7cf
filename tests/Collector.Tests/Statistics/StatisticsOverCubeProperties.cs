using System.Text.Json;
using FsCheck.Xunit;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;
using Tongbi.Collector.Tests.Counts;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

/// <summary>
/// What must hold of figures from the real cube over a ledger, for any trees and events: random events of one year up to 5 November 2018, 12:30 in Chicago
/// or the next morning in Shanghai, some of them revised and withdrawn.
/// </summary>
public sealed class StatisticsOverCubeProperties
{
    private static readonly string[] Periods =
        ["2018", "2018-Q4", "2018-10", "2018-W43", "2018-10-28", "last-7d", "last-28d", "mtd", "wtd", "ytd", "today", "yesterday", "2018-09-11/2018-11-03"];

    private static readonly string[] Comparisons = ["year", "year-weekday", "year-lunar", "previous", "mean-15w", "ears-c2"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Property(MaxTest = 30)]
    public async Task Figures_WhateverTheOrderOfArrival_AreTheSame(int seed)
    {
        EventRecord[] Events(CubeFixture fixture) => SomeEvents(fixture, seed);
        await using CubeFixture inOrder = await CubeFixture.StartAsync(CubeCatalogues.Random(seed));
        await using CubeFixture shuffled = await CubeFixture.StartAsync(CubeCatalogues.Random(seed));
        await inOrder.CommitAsync(Events(inOrder), []);
        Random numbers = new(seed + 1);
        EventRecord[] again = [.. Events(shuffled), .. Events(shuffled).Where(_ => numbers.Next(3) == 0)];
        numbers.Shuffle(again);
        foreach (EventRecord[] batch in again.Chunk(1 + numbers.Next(20)))
        {
            await shuffled.CommitAsync(batch, []);
        }

        Assert.All(Questions(inOrder.Catalogue, seed).Zip(Questions(shuffled.Catalogue, seed)), pair => Assert.Equal(AskForFigures(inOrder, pair.First), AskForFigures(shuffled, pair.Second)));
    }

    [Property(MaxTest = 30)]
    public async Task ReadyFigures_WhateverTheOrderOfArrival_AreTheSame(int seed)
    {
        // Of one bucket the highest revision counts; each revision says one thing, so the order in which they come must not matter.
        await using CubeFixture inOrder = await CubeFixture.StartAsync(CubeCatalogues.Random(seed));
        await using CubeFixture shuffled = await CubeFixture.StartAsync(CubeCatalogues.Random(seed));
        await inOrder.CommitAsync(SomeEvents(inOrder, seed), SomeFigures(inOrder, seed));
        await shuffled.CommitAsync(SomeEvents(shuffled, seed), []);
        Random numbers = new(seed + 1);
        FigureRecord[] again = [.. SomeFigures(shuffled, seed), .. SomeFigures(shuffled, seed).Where(_ => numbers.Next(3) == 0)];
        numbers.Shuffle(again);
        foreach (FigureRecord[] batch in again.Chunk(1 + numbers.Next(12)))
        {
            await shuffled.CommitAsync([], batch);
        }

        Assert.All(QuestionsOfAll(inOrder.Catalogue, seed).Zip(QuestionsOfAll(shuffled.Catalogue, seed)), pair => Assert.Equal(Ask(inOrder, pair.First), Ask(shuffled, pair.Second)));
    }

    [Property(MaxTest = 30)]
    public async Task Comparison_SeenFromTheOtherSide_IsTheOpposite(int seed)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync(CubeCatalogues.Random(seed));
        await fixture.CommitAsync(SomeEvents(fixture, seed), SomeFigures(fixture, seed));
        foreach (StatisticsRequest question in QuestionsOfAll(fixture.Catalogue, seed))
        {
            foreach (string period in new[] { "10", "09-11/{0}-11-03" })
            {
                StatisticComparison Side(int year, int other) => Assert.Single(Evaluate(fixture, question with
                {
                    Periods = [string.Format(System.Globalization.CultureInfo.InvariantCulture, $"{year}-{period}", year)],
                    Compare = [$"year:{other}"],
                }).Items).Comparisons["year:" + other];

                StatisticComparison forth = Side(2018, 2017), back = Side(2017, 2018);
                Assert.Equal((forth.Current, forth.Value), (back.Value, back.Current));
                Assert.Equal(forth.Change, -back.Change);
                Assert.Equal(forth.RateRatio?.PValue ?? 2, back.RateRatio?.PValue ?? 2, 9);
            }
        }
    }

    [Property(MaxTest = 30)]
    public async Task Figures_AsOfNow_AreTheFiguresNow(int seed)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync(CubeCatalogues.Random(seed));
        foreach (EventRecord[] batch in SomeEvents(fixture, seed).Chunk(17))
        {
            await fixture.CommitAsync(batch, []);
        }

        foreach (StatisticsRequest question in Questions(fixture.Catalogue, seed))
        {
            string asOf = await fixture.Cube.ReadAsync(fixture.Ledger.Version, fixture.Now, counts => Print(new StatisticsEngine().Evaluate(counts, question, fixture.Now)), Token);
            Assert.Equal(Ask(fixture, question), asOf);
        }
    }

    [Property(MaxTest = 30)]
    public async Task Parts_OverAnyTrees_AddUpToTheWhole(int seed)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync(CubeCatalogues.Random(seed));
        await fixture.CommitAsync(SomeEvents(fixture, seed), []);
        foreach (StatisticsRequest question in Questions(fixture.Catalogue, seed))
        {
            StatisticItem whole = Assert.Single(Evaluate(fixture, question).Items);
            foreach (SplitBy by in new[] { SplitBy.Unit, SplitBy.Category })
            {
                IReadOnlyList<StatisticItem> parts = Evaluate(fixture, question with { By = by }).Items;
                Assert.Equal(whole.Value ?? 0, parts.Sum(part => part.Value ?? 0));
                foreach (string compare in new[] { "year", "previous", "year-lunar" })
                {
                    Assert.Equal(whole.Comparisons[compare].Value ?? 0, parts.Sum(part => part.Comparisons[compare].Value ?? 0));
                    Assert.Equal(whole.Comparisons[compare].Change ?? 0, parts.Sum(part => part.Comparisons[compare].Change ?? 0));
                }
            }
        }
    }

    [Property(MaxTest = 30)]
    public async Task AWeekAndAMonth_AreTheirDays(int seed)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync(CubeCatalogues.Random(seed));
        await fixture.CommitAsync(SomeEvents(fixture, seed), []);
        foreach (StatisticsRequest question in Questions(fixture.Catalogue, seed))
        {
            foreach (string period in new[] { "2018-W43", "2018-W44", "2018-10", "2018-09-11/2018-11-03" })
            {
                StatisticItem whole = Assert.Single(Evaluate(fixture, question with { Periods = [period], Compare = [] }).Items);
                int from = Office.Day(whole.Period.From), to = Office.Day(whole.Period.To);
                string[] days = [.. Enumerable.Range(from, to - from).Select(day => NodaTime.Text.LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(day)))];
                Assert.Equal(whole.Value ?? 0, Evaluate(fixture, question with { Periods = days, Compare = [] }).Items.Sum(item => item.Value ?? 0));
            }
        }
    }

    [Property(MaxTest = 30)]
    public async Task Figures_WhenEventsAreAddedElsewhere_DoNotChange(int seed)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync(CubeCatalogues.Small());
        EventRecord[] events = SomeEvents(fixture, seed);
        await fixture.CommitAsync(events, []);
        StatisticsRequest[] questions =
        [
            .. Questions(fixture.Catalogue, seed).Select(question => question with { Metrics = [Found(fixture, "incident")], Unit = fixture.Catalogue.FindUnit("A")!, Category = "admin" }), // not null: the small catalogue has it
        ];
        string[] before = [.. questions.Select(question => Ask(fixture, question))];

        // Within what is covered already, so that only counts change, not what is known: another unit, another category, another metric of the source.
        long second = events.Max(record => record.OccurredAt);
        int[] elsewhere = [fixture.Series("a", "incident", "admin", "B"), fixture.Series("a", "incident", "theft", "A1"), fixture.Series("b", "case", "admin", "A1")];
        await fixture.CommitAsync([.. elsewhere.Select((series, index) => new EventRecord((UInt128)(5000 + index), second, 0, series, 7, false))], []);

        Assert.Equal(before, questions.Select(question => Ask(fixture, question)));
    }

    private static IEnumerable<StatisticsRequest> Questions(Catalogue catalogue, int seed)
    {
        Random numbers = new(seed);
        for (int i = 0; i < 4; i++)
        {
            Metric metric = catalogue.Metrics[numbers.Next(3)];
            yield return new StatisticsRequest
            {
                Metrics = [metric],
                Unit = catalogue.Units[numbers.Next(catalogue.Units.Count)],
                Category = metric.Categories[numbers.Next(metric.Categories.Count)].Path,
                Periods = [Periods[numbers.Next(Periods.Length)]],
                Compare = Comparisons,
                Sentences = true,
            };
        }
    }

    // The stock too, which only figures feed.
    private static IEnumerable<StatisticsRequest> QuestionsOfAll(Catalogue catalogue, int seed) =>
        Questions(catalogue, seed).Append(new StatisticsRequest { Metrics = [catalogue.Metrics[3]], Unit = catalogue.RootUnit, Category = "", Periods = ["2018-10"], Compare = ["year", "previous"] });

    /// <summary>Some figures of every grain; no bucket has two of the same revision.</summary>
    private static FigureRecord[] SomeFigures(CubeFixture fixture, int seed)
    {
        Random numbers = new(seed ^ 0x5EED);
        OfficeCalendar calendar = fixture.Catalogue.Calendar;
        return
        [
            .. Enumerable.Range(0, 3 + numbers.Next(25)).Select(_ =>
            {
                Metric metric = fixture.Catalogue.Metrics[numbers.Next(4)];
                int series = fixture.Series(
                    metric.Sources[numbers.Next(metric.Sources.Count)].Id,
                    metric.Id,
                    metric.Categories[numbers.Next(metric.Categories.Count)].Path,
                    fixture.Catalogue.Units[numbers.Next(fixture.Catalogue.Units.Count)].Code);
                int day = CubeFixture.Day(numbers.Next(2) == 0 ? 2017 : 2018, 10, 1 + numbers.Next(31));
                (BucketGrain grain, int start) = numbers.Next(4) switch
                {
                    0 => (BucketGrain.Hour, calendar.FirstHourOfDay(day) + numbers.Next(23)),
                    1 => (BucketGrain.Month, calendar.MonthOfDay(day)),
                    _ => (BucketGrain.Day, day),
                };
                return new FigureRecord(start, numbers.Next(9), numbers.Next(4), series, grain, numbers.Next(6) == 0);
            }).DistinctBy(figure => (figure.Series, figure.Grain, figure.Start, figure.Revision)),
        ];
    }

    /// <summary>Up to 80 events; what stands in one is a function of its id and revision, as with a source that sends it again.</summary>
    private static EventRecord[] SomeEvents(CubeFixture fixture, int seed)
    {
        Random numbers = new(seed);
        IEnumerable<(Metric Metric, SourceSystem Source)> feeds = fixture.Catalogue.Metrics.Take(3).SelectMany(metric => metric.Sources.Select(source => (metric, source)));
        return
        [
            // One old event of every feed: what is known begins there, whatever becomes of the others.
            .. feeds.Select((feed, index) => new EventRecord(
                (UInt128)(1000 + index),
                (fixture.Now - Duration.FromDays(450)).ToUnixTimeSeconds(),
                0,
                fixture.Series(feed.Source.Id, feed.Metric.Id, "", fixture.Catalogue.RootUnit.Code),
                1,
                false)),
            .. Enumerable.Range(0, 2 + numbers.Next(80)).SelectMany(id => Enumerable.Range(0, 1 + numbers.Next(3)).Select(revision =>
            {
                Metric metric = fixture.Catalogue.Metrics[numbers.Next(3)];
                int series = fixture.Series(
                    metric.Sources[numbers.Next(metric.Sources.Count)].Id,
                    metric.Id,
                    metric.Categories[numbers.Next(metric.Categories.Count)].Path,
                    fixture.Catalogue.Units[numbers.Next(fixture.Catalogue.Units.Count)].Code);
                Instant at = fixture.Now - Duration.FromSeconds(numbers.Next(numbers.Next(2) == 0 ? 20 : 420) * 86_400L) - Duration.FromSeconds(numbers.Next(86_400));
                return new EventRecord((UInt128)id, at.ToUnixTimeSeconds(), revision, series, 1 + numbers.Next(4), revision > 0 && numbers.Next(5) == 0);
            })),
        ];
    }

    private static Metric Found(CubeFixture fixture, string metric) => fixture.Catalogue.FindMetric(metric)!; // not null: every catalogue of these tests has it

    private static StatisticsAnswer Evaluate(CubeFixture fixture, StatisticsRequest question) => fixture.Read(counts => new StatisticsEngine().Evaluate(counts, question, fixture.Now));

    private static string Ask(CubeFixture fixture, StatisticsRequest question) => Print(Evaluate(fixture, question));

    /// <summary>Without what tells of the arrival itself: whether a revision moved a record depends on which came first.</summary>
    private static string AskForFigures(CubeFixture fixture, StatisticsRequest question)
    {
        StatisticsAnswer answer = Evaluate(fixture, question);
        return Print(answer with { Items = [.. answer.Items.Select(item => item with { Quality = item.Quality with { LateEntries = null, Reclassified = null } })] });
    }

    /// <summary>All but the version.</summary>
    private static string Print(StatisticsAnswer answer) => JsonSerializer.Serialize(answer with { Version = 0 });
}
