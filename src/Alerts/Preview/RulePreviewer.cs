using NodaTime;
using Tongbi.Alerts.Backtest;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;

namespace Tongbi.Alerts.Preview;

/// <summary>Judges a rule on the present figures with the evaluator that also runs live. Nothing is kept, and no alert is touched.</summary>
public sealed class RulePreviewer(IStatistics statistics)
{
    /// <summary>Most instances that are looked at.</summary>
    public const int MostInstances = 20_000;

    /// <summary>Judges all instances, and gives the first of them.</summary>
    /// <exception cref="BacktestException">There are too many, or the catalogue has just been changed.</exception>
    public RulePreview Preview(ICountCube cube, Rule rule, IReadOnlyDictionary<string, SourceActivity> activity, Instant now, int most)
    {
        ArgumentNullException.ThrowIfNull(cube);
        ArgumentNullException.ThrowIfNull(rule);
        RuleInstances instances = new(rule, _ => InstanceState.Rest);
        if (instances.Count > MostInstances)
        {
            throw new BacktestException($"Rule {rule.Id} has {instances.Count} instances, more than the {MostInstances} that a preview looks at; lower depth or categoryDepth.");
        }

        RuleEvaluator evaluator = new(statistics);
        return cube.Read(now, counts =>
        {
            if (!ReferenceEquals(counts.Catalogue.FindMetric(rule.Metric.Id), rule.Metric))
            {
                throw new BacktestException("The catalogue has just been changed; ask again in a moment.");
            }

            List<Evaluated> all = [.. Enumerable.Range(0, instances.Count).Chunk(RuleEvaluator.MostAtOnce).SelectMany(chunk => evaluator.Evaluate(counts, instances, chunk, activity, now))];
            int[] first = [.. Ordered(all, rule).Take(most).Select(one => one.Index)];
            Dictionary<int, Evaluated> said = evaluator.Evaluate(counts, instances, first, activity, now, _ => true).ToDictionary(one => one.Index);
            return new RulePreview(
                counts.Version,
                instances.Count,
                all.Count(one => !one.Judgement.HasData),
                rule.Levels.ToDictionary(level => level.Severity, level => all.Count(one => one.Judgement.Level == level.Severity)),
                [.. first.Select(index => Item(instances, said[index], counts.Catalogue.Calendar.Zone))]);
        });
    }

    private static IOrderedEnumerable<Evaluated> Ordered(IEnumerable<Evaluated> all, Rule rule) => all
        .OrderByDescending(one => one.Judgement.HasData)
        .ThenByDescending(one => one.Judgement.Level ?? 0)
        .ThenByDescending(one => one.Judgement.Figures.Value is { } value ? (rule.Below ? -value : value) : decimal.MinValue)
        .ThenBy(one => one.Index);

    private static RulePreviewItem Item(RuleInstances instances, Evaluated one, DateTimeZone zone)
    {
        AlertKey key = instances.Key(one.Index);
        Severity level = one.Judgement.Level ?? instances.Rule.Levels[0].Severity;
        (string zh, string en) = SummaryWriter.Write(instances.Rule, level, one.Judgement, one.Sentence, one.SentenceEn, zone);
        return new RulePreviewItem(key.Unit, key.Category, one.Judgement.HasData, one.Judgement.Level, one.Judgement.Reason, one.Judgement.Figures, zh, en);
    }
}
