using FsCheck;
using FsCheck.Xunit;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Xunit;

namespace Tongbi.Collector.Tests.Counts;

/// <summary>Late and reclassified records, whatever was replayed, revised, withdrawn or restarted, against their definition played out.</summary>
[Properties(Arbitrary = [typeof(CubeStepArbitrary)])]
public sealed class CorrectionProperties
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Property(MaxTest = 60)]
    public async Task Corrections_AfterAnyHistory_AtAnyVersion_AreThoseOfTheRecords(int trees, NonEmptyHistory history)
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync(CubeCatalogues.Random(trees), layerFrom: trees % 2 == 0 ? 1 : 500);
        CorrectionModel model = new(fixture.Catalogue, fixture.Ledger.Series);
        foreach (CubeStep step in history.Steps)
        {
            await PlayAsync(fixture, model, step.Numbers());
        }

#pragma warning disable RS0030 // seeded by FsCheck, which reports it
        Random numbers = new(trees);
#pragma warning restore RS0030
        for (int question = 0; question < 12; question++)
        {
            CountNode node = SomeNode(fixture, numbers);
            int fromDay = fixture.Catalogue.Calendar.DayOfHour(fixture.Catalogue.Calendar.HourOf(fixture.Now)) - numbers.Next(30), toDay = fromDay + numbers.Next(40);
            long newest = fixture.Ledger.Version, version = numbers.Next((int)newest + 1);
            Assert.Equal(
                model.Count(fixture.Ledger.Log, newest, node, fromDay, toDay),
                fixture.Read(counts => counts.Corrections(node, false, false, fromDay, toDay)));
            Assert.Equal(
                model.Count(fixture.Ledger.Log, version, node, fromDay, toDay),
                await fixture.Cube.ReadAsync(version, null, counts => counts.Corrections(node, false, false, fromDay, toDay), Token));
        }
    }

    private static CountNode SomeNode(CubeFixture fixture, Random numbers)
    {
        Metric metric = fixture.Catalogue.Metrics[numbers.Next(3)];
        return new CountNode(
            metric,
            metric.Categories[numbers.Next(2) == 0 ? 0 : numbers.Next(metric.Categories.Count)],
            fixture.Catalogue.Units[numbers.Next(2) == 0 ? 0 : numbers.Next(fixture.Catalogue.Units.Count)],
            numbers.Next(3) == 0 ? metric.Sources[numbers.Next(metric.Sources.Count)] : null);
    }

    private static async Task PlayAsync(CubeFixture fixture, CorrectionModel model, Random numbers)
    {
        fixture.Time.Advance(TimeSpan.FromMinutes(numbers.Next(3) == 0 ? numbers.Next(2000) : numbers.Next(30)));
        if (numbers.Next(8) == 0)
        {
            await fixture.RestartAsync(crash: numbers.Next(2) == 0);
        }

        EventRecord[] records = [.. Enumerable.Range(0, 1 + numbers.Next(6)).Select(_ => SomeEvent(fixture, numbers))];
        FigureRecord[] figures = numbers.Next(8) == 0
            ? [new FigureRecord(fixture.Catalogue.Calendar.DayOfHour(fixture.Catalogue.Calendar.HourOf(fixture.Now)) - numbers.Next(3), 5, numbers.Next(9), SomeSeries(fixture, numbers, numbers.Next(2)), BucketGrain.Day, numbers.Next(3) == 0)]
            : [];
        Instant now = fixture.Now;
        model.Add(records, now, await fixture.CommitAsync(records, figures));
        if (numbers.Next(3) == 0)
        {
            // A retry changes nothing.
            model.Add(records, fixture.Now, await fixture.CommitAsync(records, []));
        }
    }

    private static EventRecord SomeEvent(CubeFixture fixture, Random numbers)
    {
        // A record keeps its source: the key is of both.
        int source = numbers.Next(2);
        long second = fixture.Now.ToUnixTimeSeconds() + 600 - (numbers.Next(3) == 0 ? numbers.Next(400_000) : numbers.Next(9_000));
        return new EventRecord((UInt128)((source * 100) + numbers.Next(14)), second, numbers.Next(5), SomeSeries(fixture, numbers, source), numbers.Next(-1, 4), numbers.Next(6) == 0);
    }

    private static int SomeSeries(CubeFixture fixture, Random numbers, int source)
    {
        SourceSystem feeding = fixture.Catalogue.Sources[source];
        Metric[] metrics = [.. fixture.Catalogue.Metrics.Where(metric => metric.Kind == MetricKind.Flow && metric.Sources.Contains(feeding))];
        Metric metric = metrics[numbers.Next(metrics.Length)];
        string unit = numbers.Next(20) == 0 ? "gone" : fixture.Catalogue.Units[numbers.Next(fixture.Catalogue.Units.Count)].Code;
        return fixture.Series(feeding.Id, metric.Id, metric.Categories[numbers.Next(metric.Categories.Count)].Path, unit);
    }
}
