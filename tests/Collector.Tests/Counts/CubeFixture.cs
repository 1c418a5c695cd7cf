using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Testing.Ledger;
using Xunit;

namespace Tongbi.Collector.Tests.Counts;

/// <summary>A cube over an in-memory ledger under a small catalogue, with a clock that the test holds.</summary>
internal sealed class CubeFixture : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tongbi-cube-");
    private readonly int layerFrom;

    private CubeFixture(Catalogue catalogue, int layerFrom)
    {
        this.layerFrom = layerFrom;
        Catalogues = new SettableCatalogue(catalogue);
        Ledger = new InMemoryLedger(Time);
        Cube = NewCube();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2018, 11, 5, 18, 30, 0, TimeSpan.Zero));

    public InMemoryLedger Ledger { get; }

    public SettableCatalogue Catalogues { get; }

    public Catalogue Catalogue => Catalogues.Current;

    public CountCube Cube { get; private set; }

    /// <summary>Run while a change set is half applied.</summary>
    public Action? Halfway { get; set; }

    public string SnapshotPath => Path.Combine(folder.FullName, "cube.snapshot");

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<CubeFixture> StartAsync(Catalogue? catalogue = null, int layerFrom = 500)
    {
        CubeFixture fixture = new(catalogue ?? CubeCatalogues.Small(), layerFrom);
        await fixture.Cube.StartAsync(Token);
        return fixture;
    }

    /// <summary>Stops the cube and starts another on the same ledger; with <paramref name="crash"/> the snapshot is not renewed.</summary>
    public async Task RestartAsync(bool crash = false)
    {
        byte[]? old = crash && File.Exists(SnapshotPath) ? await File.ReadAllBytesAsync(SnapshotPath, Token) : null;
        await Cube.StopAsync(Token);
        Cube.Dispose();
        if (crash)
        {
            File.Delete(SnapshotPath);
            if (old is not null)
            {
                await File.WriteAllBytesAsync(SnapshotPath, old, Token);
            }
        }

        Cube = NewCube();
        await Cube.StartAsync(Token);
    }

    public int Series(string source, string metric, string category, string unit) => Ledger.Series.GetOrAdd(new SeriesKey(source, metric, category, unit));

    public Task<long> EventAsync(int series, Instant at, int quantity = 1, ulong? id = null, long revision = 0, bool withdrawn = false) =>
        CommitAsync([new EventRecord(id ?? ++nextId + (1UL << 40), at.ToUnixTimeSeconds(), revision, series, quantity, withdrawn)], []);

    public Task<long> FigureAsync(int series, BucketGrain grain, long start, long count, long revision = 0, bool withdrawn = false) =>
        CommitAsync([], [new FigureRecord(start, count, revision, series, grain, withdrawn)]);

    public async Task<long> CommitAsync(EventRecord[] events, FigureRecord[] figures)
    {
        SourceShare[] shares =
        [
            .. events.Select(record => record.Series).Concat(figures.Select(record => record.Series))
                .GroupBy(series => Ledger.Series[series].Source)
                .Select(source => new SourceShare(source.Key, source.Count(), 0, null)),
        ];
        CommitOutcome outcome = await Ledger.CommitAsync(new Delivery { Events = [events], Figures = [figures], Shares = shares }, Token);
        await Cube.WaitForVersionAsync(outcome.Version, Token);
        return outcome.Version;
    }

    public CountNode Node(string metric, string category = "", string? unit = null, string? source = null)
    {
        Metric found = Catalogue.FindMetric(metric)!; // not null: tests name what is there
        return new CountNode(found, found.FindCategory(category)!, unit is null ? Catalogue.RootUnit : Catalogue.FindUnit(unit)!, source is null ? null : Catalogue.FindSource(source)); // not null: as above
    }

    public static int Day(int year, int month, int day) => OfficeCalendar.DayNumber(new LocalDate(year, month, day));

    public Instant At(int year, int month, int day, int hour, int minute = 0, int second = 0) =>
        new LocalDateTime(year, month, day, hour, minute, second).InZoneLeniently(Catalogue.Calendar.Zone).ToInstant();

    public int Hour(int year, int month, int day, int hour) => Catalogue.Calendar.HourOf(At(year, month, day, hour));

    public T Read<T>(Func<ICountReader, T> question) => Cube.Read(Now, question);

    public async ValueTask DisposeAsync()
    {
        await Cube.StopAsync(CancellationToken.None);
        Cube.Dispose();
        folder.Delete(recursive: true);
    }

    private CountCube NewCube() => new(Ledger, Catalogues, new CountCubeOptions { SnapshotPath = SnapshotPath, LayerFrom = layerFrom, Halfway = () => Halfway?.Invoke() }, Time, NullLogger<CountCube>.Instance);

    private ulong nextId;
}
