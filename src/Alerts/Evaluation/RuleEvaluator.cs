using NodaTime;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;

namespace Tongbi.Alerts.Evaluation;

/// <summary>Asks the statistics for the figures of many instances of a rule at once and steps their states. Pure: no clock, no I/O.</summary>
/// <param name="statistics">The one definition of every figure.</param>
internal sealed class RuleEvaluator(IStatistics statistics)
{
    /// <summary>Most instances that are asked for at once, so that the counts are not held for long.</summary>
    public const int MostAtOnce = 1_000;

    /// <summary>Evaluates some instances of one rule at a moment.</summary>
    /// <param name="counts">The counts, under the catalogue of the rule.</param>
    /// <param name="instances">The rule's instances.</param>
    /// <param name="indexes">Which of them; at most <see cref="MostAtOnce"/>.</param>
    /// <param name="activity">What is known of the sources; empty where a past moment is asked for, of which nothing is known.</param>
    /// <param name="now">The moment.</param>
    /// <param name="mustSay">Instances whose figure is wanted in words whatever becomes of them; null = none.</param>
    /// <param name="known">What <see cref="Figures"/> gave for the same instances, where it still holds; null = ask now.</param>
    public IReadOnlyList<Evaluated> Evaluate(
        ICountReader counts,
        RuleInstances instances,
        IReadOnlyList<int> indexes,
        IReadOnlyDictionary<string, SourceActivity> activity,
        Instant now,
        Func<int, bool>? mustSay = null,
        IReadOnlyList<StatisticItem>? known = null)
    {
        Rule rule = instances.Rule;
        if (rule.Statistic == RuleStatistic.Age)
        {
            return [.. indexes.Select(index => Step(instances, index, Judge.OfAge(rule, activity, instances.States[index].Judged, now, counts.Version), now))];
        }

        StatisticsRequest request = Request(rule, counts.Catalogue, now, [.. indexes.Select(instances.Place)]);
        IReadOnlyList<StatisticItem> items = known ?? statistics.Evaluate(counts, request, now).Items;
        bool isSilent = Judge.IsSilent(rule, activity, now);
        Instant? dataTime = Judge.Oldest(rule, activity);
        Evaluated[] steps = new Evaluated[indexes.Count];
        List<int> worthSaying = [];
        for (int at = 0; at < steps.Length; at++)
        {
            int place = at;
            StatisticItem[] earlier = rule.Consecutive == 1 ? [] : [.. Enumerable.Range(1, rule.Consecutive - 1).Select(step => items[(step * steps.Length) + place])];
            InstanceState before = instances.States[indexes[at]];
            steps[at] = Step(instances, indexes[at], Judge.Of(rule, items[at], earlier, before.Judged, isSilent, dataTime, counts.Version), now);
            if (IsWorthSaying(before, steps[at].State) || mustSay?.Invoke(indexes[at]) == true)
            {
                worthSaying.Add(at);
            }
        }

        return worthSaying.Count == 0 ? steps : WithSentences(counts, request, steps, worthSaying, instances, now);
    }

    /// <summary>The figures that some instances of a rule on figures are judged by at a moment.</summary>
    public IReadOnlyList<StatisticItem> Figures(ICountReader counts, RuleInstances instances, IReadOnlyList<int> indexes, Instant now) =>
        statistics.Evaluate(counts, Request(instances.Rule, counts.Catalogue, now, [.. indexes.Select(instances.Place)]), now).Items;

    private static Evaluated Step(RuleInstances instances, int index, Judgement judgement, Instant now) =>
        new(index, StateMachine.Next(instances.Rule, instances.States[index], judgement, now), judgement);

    // The same counts say it in words, so that sentence and figures are one.
    private Evaluated[] WithSentences(ICountReader counts, StatisticsRequest request, Evaluated[] steps, List<int> worthSaying, RuleInstances instances, Instant now)
    {
        IReadOnlyList<StatisticItem> said = statistics.Evaluate(
            counts,
            request with { Places = [.. worthSaying.Select(at => instances.Place(steps[at].Index))], Periods = [request.Periods[0]], Sentences = true, Tests = true },
            now).Items;
        for (int index = 0; index < worthSaying.Count; index++)
        {
            int at = worthSaying[index];
            double? pValue = instances.Rule.Compare is { } compare ? said[index].Comparisons.GetValueOrDefault(compare)?.RateRatio?.PValue : null;
            steps[at] = steps[at] with
            {
                Sentence = said[index].Sentence,
                SentenceEn = said[index].SentenceEn,
                Judgement = steps[at].Judgement with { Figures = steps[at].Judgement.Figures with { PValue = pValue } },
            };
        }

        return steps;
    }

    private static bool IsWorthSaying(InstanceState before, InstanceState after) =>
        before.Fired != after.Fired || before.IsPending != after.IsPending || after.Ring.Share() > FlapRing.High;

    private static StatisticsRequest Request(Rule rule, Catalogue catalogue, Instant now, IReadOnlyList<StatisticPlace> places)
    {
        List<string> periods = [rule.Period];
        if (rule.Consecutive > 1)
        {
            StatisticalNow at = StatisticalNow.Of(catalogue.Calendar, now);
            periods.AddRange(Enumerable.Range(1, rule.Consecutive - 1).Select(steps => EarlierPeriods.Before(rule.Period, steps, at)));
        }

        return new StatisticsRequest
        {
            Metrics = [rule.Metric],
            Unit = rule.Unit,
            Places = places,
            Periods = periods,
            Compare = rule.Compare is { } compare ? [compare] : [],
            Source = rule.Source,
            Tests = rule.Significance is not null,
        };
    }
}
