using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Collector.Statistics;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Counts;

/// <summary>
/// An office with a real ledger and cube to which anything is delivered: events, revisions, withdrawals, figures, deliveries without a record or with
/// nothing but duplicates or refusals. Around the autumn switch of America/Chicago.
/// </summary>
internal sealed class AuditedOffice(int seed) : IAsyncDisposable
{
    private static readonly (string Source, string Metric)[] Feeds = [("a", "incident"), ("a", "lead"), ("b", "lead"), ("b", "case"), ("b", "worker")];

    private static readonly string[] Periods =
        ["today", "yesterday", "wtd", "mtd", "ytd", "last-7d", "2018", "2018-10", "2018-11", "2018-W45", "2018-11-04", "2018-11-05", "2018-10-30/2018-11-06"];

    private readonly TemporaryFolder folder = new();
    private readonly SettableCatalogue catalogues = new(CubeCatalogues.Random(seed));
    private CountCube? cube;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2018, 11, 3, 18, 30, 0, TimeSpan.Zero));

    public SqliteLedger Ledger { get; private set; } = null!; // set by StartAsync

    public CountCube Cube => cube!; // set by StartAsync

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    private Catalogue Catalogue => catalogues.Current;

    private OfficeCalendar Calendar => Catalogue.Calendar;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AuditedOffice> OpenAsync(int seed)
    {
        AuditedOffice office = new(seed);
        await office.StartAsync();
        return office;
    }

    /// <summary>Some delivery, now.</summary>
    public async Task DeliverAsync(Random numbers)
    {
        EventRecord[] events = [];
        FigureRecord[] figures = [];
        SourceShare[] shares = [];
        string source = numbers.Next(2) == 0 ? "a" : "b";
        switch (numbers.Next(8))
        {
            case 0 or 1:
                shares = [new SourceShare(source, 0, 0, null)];
                break;
            case 2:
                shares = [new SourceShare(source, 0, 3, null)];
                break;
            case 3 or 4:
                figures = [.. Enumerable.Range(0, 1 + numbers.Next(3)).Select(_ => SomeFigure(numbers))];
                break;
            default:
                events = [.. Enumerable.Range(0, 1 + numbers.Next(4)).Select(_ => SomeEvent(numbers))];
                break;
        }

        if (shares.Length == 0)
        {
            shares =
            [
                .. events.Select(record => record.Series).Concat(figures.Select(figure => figure.Series))
                    .GroupBy(series => Ledger.Series[series].Source)
                    .Select(share => new SourceShare(share.Key, share.Count(), 0, null)),
            ];
        }

        CommitOutcome outcome = await Ledger.CommitAsync(new Delivery { Events = [events], Figures = [figures], Shares = shares }, Token);
        await Cube.WaitForVersionAsync(outcome.Version, Token);
    }

    /// <summary>Closes ledger and cube and opens them again.</summary>
    public async Task RestartAsync(bool withoutSnapshot)
    {
        await StopAsync();
        if (withoutSnapshot)
        {
            File.Delete(SnapshotPath);
        }

        await StartAsync();
    }

    /// <summary>Some questions of every kind of metric, split and compared.</summary>
    public IEnumerable<StatisticsRequest> Questions(Random numbers, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Metric metric = Catalogue.Metrics[numbers.Next(Catalogue.Metrics.Count)];
            yield return new StatisticsRequest
            {
                Metrics = [metric],
                Unit = Catalogue.Units[numbers.Next(Catalogue.Units.Count)],
                Category = metric.Categories[numbers.Next(metric.Categories.Count)].Path,
                Source = numbers.Next(4) == 0 ? metric.Sources[numbers.Next(metric.Sources.Count)] : null,
                By = numbers.Next(3) switch { 0 => SplitBy.Unit, 1 when metric.Kind == MetricKind.Flow => SplitBy.Source, _ => null },
                Periods = [Periods[numbers.Next(Periods.Length)], Periods[numbers.Next(Periods.Length)]],
                Compare = ["year", "previous", "year-weekday"],
                Sentences = true,
            };
        }
    }

    /// <summary>The answer of this moment, whole.</summary>
    public string Ask(StatisticsRequest question) => Cube.Read(Now, counts => Print(counts, question, Now));

    /// <summary>The answer as of a version, at a moment.</summary>
    public Task<string> AskAsync(StatisticsRequest question, long asOfVersion, Instant at) =>
        Cube.ReadAsync(asOfVersion, at, counts => Print(counts, question, at), Token);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }

    // The engine goes by the reader's catalogue, so a question outlives a restart.
    private static string Print(ICountReader counts, StatisticsRequest question, Instant now) =>
        JsonSerializer.Serialize(new StatisticsEngine().Evaluate(counts, question, now));

    private async Task StartAsync()
    {
        Ledger = await SqliteLedger.OpenAsync(
            new SqliteLedgerOptions { DataDirectory = folder.Path, StatisticalDate = Calendar.DateOf, StatisticalHour = Calendar.HourOf },
            Time,
            NullLogger<SqliteLedger>.Instance,
            Token);
        cube = new CountCube(Ledger, catalogues, new CountCubeOptions { SnapshotPath = SnapshotPath, LayerFrom = seed % 2 == 0 ? 1 : 500 }, Time, NullLogger<CountCube>.Instance);
        await cube.StartAsync(Token);
    }

    private async Task StopAsync()
    {
        await Cube.StopAsync(CancellationToken.None);
        Cube.Dispose();
        await Ledger.DisposeAsync();
    }

    // What stands in an event or figure is a matter of its id and revision, so that the same again is a duplicate.
    private EventRecord SomeEvent(Random numbers)
    {
        int id = numbers.Next(15), revision = numbers.Next(4);
        Random own = new((id * 31) + revision);
        Instant at = Now - Duration.FromSeconds(numbers.Next(4) == 0 ? -numbers.Next(7_000) : numbers.Next(10 * 86_400));
        return new EventRecord((UInt128)id, at.ToUnixTimeSeconds(), revision, SomeSeries(own), own.Next(-2, 6), own.Next(6) == 0);
    }

    private FigureRecord SomeFigure(Random numbers)
    {
        BucketGrain grain = (BucketGrain)(1 + numbers.Next(4));
        int day = Calendar.DayOfHour(Calendar.HourOf(Now)) - numbers.Next(12), revision = numbers.Next(3);
        int start = grain switch
        {
            BucketGrain.Hour => Calendar.FirstHourOfDay(day) + numbers.Next(Calendar.HoursInDay(day)),
            BucketGrain.Day => day,
            BucketGrain.Month => Calendar.MonthOfDay(day),
            _ => Calendar.YearOfDay(day) - 1,
        };
        return new FigureRecord(start, numbers.Next(9), revision, SomeSeries(numbers), grain, numbers.Next(6) == 0);
    }

    private int SomeSeries(Random numbers)
    {
        (string source, string metric) = Feeds[numbers.Next(Feeds.Length)];
        Metric found = Catalogue.FindMetric(metric)!; // not null: every catalogue of these tests has it
        return Ledger.Series.GetOrAdd(new SeriesKey(source, metric, found.Categories[numbers.Next(found.Categories.Count)].Path, Catalogue.Units[numbers.Next(Catalogue.Units.Count)].Code));
    }

    private string SnapshotPath => Path.Combine(folder.Path, "counts.snapshot");
}
