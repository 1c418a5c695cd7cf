using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Tongbi.Benchmarks.Counts;
using Tongbi.Collector.Aberrations;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;

namespace Tongbi.Benchmarks.Statistics;

/// <summary>
/// Questions of the statistics, warm and on one core, over 1,500 units and six years of 2.4 million events: one figure with one comparison, and the Farrington
/// detector (Noufaily's setting, five years back) for the newest week of every unit. Statistics are told in processor time, so that what else the machine
/// does counts little.
/// </summary>
internal static class StatisticsBenchmark
{
    private const int Units = 1_500;
    private static readonly LocalDate First = new(2020, 1, 6);
    private static readonly LocalDate End = new(2026, 1, 5);

    public static async Task RunAsync(string[] arguments)
    {
        Catalogue catalogue = NewCatalogue();
        SeriesRegistry series = new();
        foreach (UnitNode unit in catalogue.Units.Skip(1))
        {
            series.GetOrAdd(new SeriesKey("dispatch110", "incident", "", unit.Code));
        }

        Instant from = First.AtStartOfDayInZone(catalogue.Calendar.Zone).ToInstant();
        GeneratedLedger ledger = new(series, from, Period.DaysBetween(First, End) * 24, entries: 2_400_000, entriesOfSet: 100_000);
        CubeState state = new(catalogue, new CubeCalendar(catalogue.Calendar), series, layerFrom: 500);
        await foreach (ChangeSet set in ledger.ReadChangesAsync(0, CancellationToken.None))
        {
            state.TakeRaw(set, long.MaxValue);
        }

        state.Settle();
        Instant now = End.AtStartOfDayInZone(catalogue.Calendar.Zone).ToInstant() + Duration.FromMinutes(10);
        CubeReader counts = new(state, null, now);
        Say($"  the cube's part of it, one year of days of one unit: {OneSum(counts):F1} µs");
        foreach ((string period, string compare) in new[] { ("2025", "year"), ("2025-12", "year"), ("2025-W52", "previous"), ("2025-12-30", "year-weekday"), ("2025-02-03/2025-02-10", "year-lunar"), ("2025-W52", "mean-15w") })
        {
            Say($"  {period} against {compare}: {OneStatistic(counts, period, compare, now):F1} µs");
        }

        Farrington(counts, now);
    }

    private static double OneSum(CubeReader counts)
    {
        const int Rounds = 50_000;
        Metric incident = counts.Catalogue.Metrics[0];
        CountNode[] nodes = [.. counts.Catalogue.Units.Skip(1).Select(unit => new CountNode(incident, incident.Categories[0], unit, null))];
        int from = OfficeCalendar.DayNumber(new LocalDate(2025, 1, 1));
        double best = double.MaxValue;
        for (int turn = 0; turn < 3; turn++)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            long sum = 0;
            for (int i = 0; i < Rounds; i++)
            {
                sum += counts.SumDays(nodes[i % nodes.Length], from, from + 365).Value ?? 0;
            }

            best = Math.Min(best, sum == 0 ? double.MaxValue : (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / Rounds);
        }

        return best;
    }

    private static double OneStatistic(CubeReader counts, string period, string compare, Instant now)
    {
        const int Rounds = 20_000;
        StatisticsEngine engine = new();
        StatisticsRequest[] questions =
            [.. counts.Catalogue.Units.Skip(1).Select(unit => new StatisticsRequest { Metrics = counts.Catalogue.Metrics, Unit = unit, Periods = [period], Compare = [compare] })];
        double best = double.MaxValue;

        // Of five, since the first ones also pay for the compiler's threads, which count as processor time.
        for (int turn = 0; turn < 5; turn++)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            for (int i = 0; i < Rounds; i++)
            {
                if (engine.Evaluate(counts, questions[i % questions.Length], now).Items[0].Value is null)
                {
                    throw new InvalidOperationException("Nothing is known of it.");
                }
            }

            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / Rounds);
        }

        return best;
    }

    private static void Farrington(CubeReader counts, Instant now)
    {
        Detector detector = DetectorReader.Read(
            "farrington-flexible",
            new Dictionary<string, string>
            {
                ["b"] = "5",
                ["alpha"] = "0.01",
                ["pThresholdTrend"] = "1",
                ["noPeriods"] = "10",
                ["pastWeeksNotIncluded"] = "26",
                ["thresholdMethod"] = "nbPlugin",
            },
            frequency: 52);
        for (int turn = 0; turn < 2; turn++)
        {
            int alarms = 0, judged = 0;
            long start = Stopwatch.GetTimestamp();
            foreach (UnitNode unit in counts.Catalogue.Units.Skip(1))
            {
                AberrationRequest request = new() { Metric = counts.Catalogue.Metrics[0], Unit = unit, From = "2025-12-29", To = "2026-01-05", Grain = "week" };
                AberrationFigure point = AberrationSeries.Read(counts, request, now).Evaluate(detector).Points[0];
                judged += point.UpperBound is null ? 0 : 1;
                alarms += point.Alarm == true ? 1 : 0;
            }

            Say($"  Farrington flexible, {Units:N0} units, newest week: {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s ({judged} judged, {alarms} alarms)");
        }
    }

    /// <summary>A root and 1,500 units, one metric.</summary>
    internal static Catalogue NewCatalogue()
    {
        UnitNode root = new(0, "root", "", "", null);
        UnitNode[] units = [root, .. Enumerable.Range(1, Units).Select(index => new UnitNode(index, "u" + index.ToString(CultureInfo.InvariantCulture), "", "", root))];
        SourceSystem dispatch = new(0, "dispatch110", "", "", Duration.FromMinutes(5), Duration.FromMinutes(15), Duration.FromHours(1));
        CategoryNode all = new(0, "", "", "", null);
        Metric incident = new() { Index = 0, Id = "incident", Name = "", NameEn = "", Kind = MetricKind.Flow, Unit = "起", Sources = [dispatch], Categories = [all] };
        OfficeCalendar calendar = new(DateTimeZoneProviders.Tzdb["Asia/Shanghai"], LocalTime.Midnight, IsoDayOfWeek.Monday, 1, 2015);
        return new Catalogue(calendar, units, [dispatch], [incident], [], isDemo: false);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
