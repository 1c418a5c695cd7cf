using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Rules;
using Tongbi.Benchmarks.Counts;
using Tongbi.Benchmarks.Statistics;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;

namespace Tongbi.Benchmarks.Alerts;

/// <summary>
/// 100,000 rule instances: 67 rules over 1,500 units and the root, judged on the figures of the statistics over six years of 2.4 million events, in chunks on all cores as
/// the engine does. Then once more where two of the rules want p-values. <c>--prometheus</c> lets Debian's Prometheus judge as many on the same machine.
/// </summary>
internal static class RulesBenchmark
{
    private const int Rules = 67;
    private static readonly string[] Kinds =
    [
        "period: mtd, statistic: rate, compare: year",
        "period: today, statistic: value",
        "period: wtd, statistic: change, compare: previous",
        "period: last-7d, statistic: z, compare: year-weekday",
    ];

    public static async Task RunAsync(string[] arguments)
    {
        Catalogue catalogue = StatisticsBenchmark.NewCatalogue();
        SeriesRegistry series = new();
        foreach (UnitNode unit in catalogue.Units.Skip(1))
        {
            series.GetOrAdd(new SeriesKey("dispatch110", "incident", "", unit.Code));
        }

        LocalDate first = new(2020, 1, 6);
        LocalDate end = new(2026, 1, 5);
        GeneratedLedger ledger = new(series, first.AtStartOfDayInZone(catalogue.Calendar.Zone).ToInstant(), Period.DaysBetween(first, end) * 24, entries: 2_400_000, entriesOfSet: 100_000);
        CubeState state = new(catalogue, new CubeCalendar(catalogue.Calendar), series, layerFrom: 500);
        await foreach (ChangeSet set in ledger.ReadChangesAsync(0, CancellationToken.None))
        {
            state.TakeRaw(set, long.MaxValue);
        }

        state.Settle();
        Instant now = end.AtStartOfDayInZone(catalogue.Calendar.Zone).ToInstant() - Duration.FromHours(6);
        CubeReader counts = new(state, null, now);
        Measure(counts, catalogue, now, "every figure a comparison or a count", "");
        Measure(counts, catalogue, now, "two rules with a p-value", ", significance: 0.05");
        if (arguments.Contains("--prometheus"))
        {
            await PrometheusRules.MeasureAsync(Rules, catalogue.Units.Count, CancellationToken.None);
        }
    }

    private static void Measure(CubeReader counts, Catalogue catalogue, Instant now, string what, string everyTenth)
    {
        string text = "rules:\n" + string.Concat(Enumerable.Range(0, Rules).Select(rule => string.Create(
            CultureInfo.InvariantCulture,
            $"  - {{ id: r{rule}, name: r, metric: incident, depth: 1, {Kinds[rule % Kinds.Length]}, above: {{ blue: {100 + rule}, red: {1000 + rule} }}{(rule % 40 == 0 ? everyTenth : "")} }}\n")));
        RuleInstances[] all = [.. RuleSet.Read([new ConfigurationText("rules.yaml", text)], catalogue).Rules.Select(rule => new RuleInstances(rule, _ => InstanceState.Rest))];
        RuleEvaluator evaluator = new(new StatisticsEngine());
        Dictionary<string, SourceActivity> activity = [];
        (RuleInstances Instances, int[] Indexes)[] chunks = [.. all.SelectMany(one => Enumerable.Range(0, one.Count).Chunk(RuleEvaluator.MostAtOnce).Select(chunk => (one, chunk)))];
        double best = double.MaxValue;
        double processor = double.MaxValue;
        for (int turn = 0; turn < 5; turn++)
        {
            TimeSpan used = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            Parallel.ForEach(chunks, chunk => evaluator.Evaluate(counts, chunk.Instances, chunk.Indexes, activity, now));
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - used).TotalSeconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {all.Sum(one => one.Count):N0} rule instances, {what}: {best:F2} s, {processor:F2} s of processor time (best of 5)"));
    }
}
