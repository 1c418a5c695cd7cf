using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;

namespace Tongbi.Benchmarks.Counts;

/// <summary>
/// The cube at city and province size: building it from a generated log of three years, its memory, its snapshot, one change set of 250,000
/// entries, one SumDays, and a wall-like question. <c>-- cube [city|province]</c>; the province needs about 5 GB.
/// </summary>
internal static class CubeBenchmark
{
    private static readonly LocalDate First = new(2023, 1, 1);
    private static readonly LocalDate End = new(2026, 1, 1);

    public static async Task RunAsync(string[] arguments)
    {
        if (arguments.Length == 0 || arguments[0] == "city")
        {
            await RunAsync("city", cities: 1, counties: 9, stations: 12, entries: 4_500_000);
        }

        if (arguments.Length == 0 || arguments[0] == "province")
        {
            await RunAsync("province", cities: 11, counties: 9, stations: 14, entries: 60_000_000);
        }
    }

    private static async Task RunAsync(string name, int cities, int counties, int stations, int entries)
    {
        Catalogue catalogue = NewCatalogue(cities, counties, stations);
        Metric incident = catalogue.Metrics[0];
        SeriesRegistry series = new();
        foreach (UnitNode unit in catalogue.Units.Where(unit => unit.Children.Count == 0))
        {
            foreach (CategoryNode category in incident.Categories.Where(category => category.Children.Count == 0))
            {
                series.GetOrAdd(new SeriesKey("dispatch110", "incident", category.Path, unit.Code));
            }
        }

        Instant from = First.AtStartOfDayInZone(catalogue.Calendar.Zone).ToInstant();
        int hours = Period.DaysBetween(First, End) * 24;
        GeneratedLedger ledger = new(series, from, hours, entries, entriesOfSet: 100_000);
        Say($"{name}: {catalogue.Units.Count} units, {incident.Categories.Count} categories, {series.Count} series, {entries:N0} entries over three years");

        TimeSpan making = Measure(() =>
        {
            for (int version = 1; version <= ledger.Version; version++)
            {
                ledger.Make(version, 100_000);
            }
        });
        long before = GC.GetTotalMemory(forceFullCollection: true);
        CubeCalendar calendar = new(catalogue.Calendar);
        CubeState state = new(catalogue, calendar, series, layerFrom: 500);
        long nowSecond = long.MaxValue;
        TimeSpan usedBefore = Environment.CpuUsage.TotalTime;
        long started = Stopwatch.GetTimestamp();
        await foreach (ChangeSet set in ledger.ReadChangesAsync(0, CancellationToken.None))
        {
            state.TakeRaw(set, nowSecond);
        }

        TimeSpan taking = Stopwatch.GetElapsedTime(started) - making;
        TimeSpan settling = Measure(state.Settle);
        TimeSpan used = Environment.CpuUsage.TotalTime - usedBefore;
        long memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        Say($"  build: {taking.TotalSeconds:F1} s taking the log (without making it up), {settling.TotalSeconds:F1} s rolling up ({used.TotalSeconds:F1} s of processor with making it up); {state.Nodes.NodeCount:N0} nodes, {memory / 1e6:N0} MB, of it counts {state.Nodes.Bytes / 1e6:N0} MB");

        string path = Path.Combine(Path.GetTempPath(), "tongbi-cube-benchmark.snapshot");
        TimeSpan writing = Measure(() => CubeSnapshot.Write(path, state));
        CubeState? read = null;
        TimeSpan reading = Measure(() =>
        {
            read = CubeSnapshot.Read(path, catalogue, calendar, series, nowSecond, layerFrom: 500);
            read.Settle();
        });
        Say($"  snapshot: {new FileInfo(path).Length / 1e6:N0} MB, written in {writing.TotalSeconds:F1} s, read and rolled up in {reading.TotalSeconds:F1} s");
        File.Delete(path);
        state = read ?? state;

        foreach (int count in new[] { 1, 499, 499, 500, 5_000, 50_000, 250_000, 250_000 })
        {
            ChangeSet set = ledger.MakeNext(count);
            ledger.Append(set);
            long start = Stopwatch.GetTimestamp();
            Action apply = state.Prepare(set, nowSecond);
            TimeSpan preparing = Stopwatch.GetElapsedTime(start);
            TimeSpan applying = Measure(apply), longest = TimeSpan.Zero, all = TimeSpan.Zero;
            for (bool more = state.Layer is not null; more;)
            {
                TimeSpan turn = Measure(() => more = state.Absorb(64));
                (longest, all) = (turn > longest ? turn : longest, all + turn);
            }

            Say($"  change set of {count,7:N0} over three years: {preparing.TotalMilliseconds,8:F2} ms prepared beside the readers; under the lock {applying.TotalMilliseconds,8:F2} ms, then turns of at most {longest.TotalMilliseconds:F2} ms, {all.TotalMilliseconds:F1} ms in all");
        }

        Ask(state, catalogue);
    }

    private static void Ask(CubeState state, Catalogue catalogue)
    {
        Metric incident = catalogue.Metrics[0];
        CubeReader reader = new(state, null, Instant.MaxValue);
        CountNode root = new(incident, incident.Categories[0], catalogue.RootUnit, null);
        int from = OfficeCalendar.DayNumber(new LocalDate(2024, 1, 1)), to = OfficeCalendar.DayNumber(new LocalDate(2024, 12, 31));
        long checksum = 0;
        const int Rounds = 200_000;
        double sumDays = 0;
        for (int warm = 0; warm < 3; warm++)
        {
            sumDays = Measure(() =>
            {
                for (int i = 0; i < Rounds; i++)
                {
                    checksum += reader.SumDays(root, from + (i % 30), to).Value ?? 0;
                }
            }).TotalMicroseconds / Rounds;
        }

        List<double> walls = [];
        for (int i = 0; i < 300; i++)
        {
            walls.Add(Measure(() => checksum += Wall(reader, catalogue, to)).TotalMilliseconds);
        }

        walls = [.. walls.Skip(50).Order()];
        Say($"  SumDays of a year at the root: {sumDays:F3} µs; wall-like question: p50 {walls[walls.Count / 2]:F2} ms, p99 {walls[walls.Count * 99 / 100]:F2} ms (checksum {checksum})");
    }

    // Today by hour with last year, 30 days, month and year to date with last year for every unit of two levels and every category, own parts.
    private static long Wall(CubeReader reader, Catalogue catalogue, int today)
    {
        Metric incident = catalogue.Metrics[0];
        CountNode root = new(incident, incident.Categories[0], catalogue.RootUnit, null);
        OfficeCalendar calendar = catalogue.Calendar;
        long sum = 0;
        Span<long?> row = new long?[48];
        reader.ReadHours(root, calendar.FirstHourOfDay(today), row[..24]);
        reader.ReadHours(root, calendar.FirstHourOfDay(today - 365), row[..24]);
        reader.ReadDays(root, today - 30, row[..30]);
        IEnumerable<CountNode> nodes =
        [
            .. catalogue.Units.Where(unit => unit.Depth <= 2).Select(unit => root with { Unit = unit }),
            .. incident.Categories.Select(category => root with { Category = category }),
        ];
        foreach (CountNode node in nodes)
        {
            foreach (int end in new[] { today, today - 365 })
            {
                int month = calendar.FirstDayOfMonth(calendar.MonthOfDay(end)), year = calendar.FirstDayOfYear(calendar.YearOfDay(end));
                sum += reader.SumHours(node, calendar.FirstHourOfDay(month), calendar.FirstHourOfDay(end) + 17).Value ?? 0;
                sum += reader.SumHours(node, calendar.FirstHourOfDay(year), calendar.FirstHourOfDay(end) + 17).Value ?? 0;
                sum += reader.SumHours(node, calendar.FirstHourOfDay(end), calendar.FirstHourOfDay(end) + 17).Value ?? 0;
            }
        }

        return sum;
    }

    private static Catalogue NewCatalogue(int cities, int counties, int stations)
    {
        List<UnitNode> units = [];
        UnitNode root = Unit(null);
        for (int city = 0; city < cities; city++)
        {
            UnitNode cityUnit = cities == 1 ? root : Unit(root);
            for (int county = 0; county < counties; county++)
            {
                UnitNode countyUnit = Unit(cityUnit);
                for (int station = 0; station < stations; station++)
                {
                    Unit(countyUnit);
                }
            }
        }

        List<CategoryNode> categories = [];
        CategoryNode top = Category(null);
        for (int group = 0; group < 8; group++)
        {
            CategoryNode groupNode = Category(top);
            for (int leaf = 0; leaf < 7; leaf++)
            {
                Category(groupNode);
            }
        }

        SourceSystem dispatch = new(0, "dispatch110", "", "", Duration.FromMinutes(5), Duration.FromMinutes(15), Duration.FromHours(1));
        Metric incident = new() { Index = 0, Id = "incident", Name = "", NameEn = "", Kind = MetricKind.Flow, Unit = "起", Sources = [dispatch], Categories = categories };
        OfficeCalendar calendar = new(DateTimeZoneProviders.Tzdb["Asia/Shanghai"], LocalTime.Midnight, IsoDayOfWeek.Monday, 1, 2015);
        return new Catalogue(calendar, units, [dispatch], [incident], [], isDemo: false);

        UnitNode Unit(UnitNode? parent)
        {
            UnitNode unit = new(units.Count, "u" + units.Count, "", "", parent);
            units.Add(unit);
            return unit;
        }

        CategoryNode Category(CategoryNode? parent)
        {
            CategoryNode category = new(categories.Count, parent is null ? "" : "c" + categories.Count, "", "", parent);
            categories.Add(category);
            return category;
        }
    }

    private static TimeSpan Measure(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
