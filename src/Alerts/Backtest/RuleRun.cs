using NodaTime;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;

namespace Tongbi.Alerts.Backtest;

/// <summary>One rule on its way through past moments, in memory only: nothing is told or kept.</summary>
/// <param name="instances">The rule's instances, at rest.</param>
/// <param name="evaluator">The evaluator that also runs live.</param>
internal sealed class RuleRun(RuleInstances instances, RuleEvaluator evaluator)
{
    /// <summary>Evaluates all instances at a moment that is later than the one before.</summary>
    public async Task StepAsync(ICountCube cube, Instant now, CancellationToken cancellationToken)
    {
        foreach (int[] chunk in chunks)
        {
            await StepAsync(cube, chunk, now, cancellationToken);
        }
    }

    /// <summary>The open alert of a key; null = there is none.</summary>
    public Alert? Open(AlertKey key) => open.GetValueOrDefault(key);

    /// <summary>All alerts so far, in the order of firing.</summary>
    public IReadOnlyList<Episode> Episodes() =>
        [.. episodes.Concat(firstSteps.Select(pair => Of(pair.Value, open[pair.Key], peaks[pair.Key], null))).OrderBy(episode => episode.StartsAt)];

    private async Task StepAsync(ICountCube cube, int[] indexes, Instant now, CancellationToken cancellationToken)
    {
        OfficeCalendar? calendar = null;
        IReadOnlyList<Evaluated>? result = cube.Read(now, counts =>
        {
            calendar = counts.Catalogue.Calendar;
            if (!ReferenceEquals(counts.Catalogue.FindMetric(instances.Rule.Metric.Id), instances.Rule.Metric))
            {
                throw new BacktestException("The catalogue has just been changed; ask again in a moment.");
            }

            int hour = calendar.HourOf(now);
            if (calendar.StartOfHour(hour) != now)
            {
                return null;
            }

            HourCutReader seen = new(counts, hour);
            return evaluator.Evaluate(seen, instances, indexes, NoActivity, now, MustSay, OfTheDay(seen, indexes, now));
        });
        result ??= await cube.ReadAsync(null, now, counts => evaluator.Evaluate(counts, instances, indexes, NoActivity, now, MustSay), cancellationToken);
        foreach (Evaluated one in result)
        {
            Take(one, now, calendar?.Zone ?? DateTimeZone.Utc);
        }
    }

    /// <summary>The figures of a period that ended before today are the same all day long: asked once. Null where the period still runs.</summary>
    private IReadOnlyList<StatisticItem>? OfTheDay(HourCutReader seen, int[] indexes, Instant now)
    {
        StatisticalNow at = StatisticalNow.Of(seen.Catalogue.Calendar, now);
        if (PeriodParser.Parse(instances.Rule.Period, at).ToDay > at.Today)
        {
            return null;
        }

        (long Version, int Day) key = (seen.Version, at.Today);
        if (!ofTheDay.TryGetValue(indexes[0], out ((long Version, int Day) Key, IReadOnlyList<StatisticItem> Items) known) || known.Key != key)
        {
            ofTheDay[indexes[0]] = known = (key, evaluator.Figures(seen, instances, indexes, now));
        }

        return known.Items;
    }

    private bool MustSay(int index) => open.GetValueOrDefault(instances.Key(index)) is { Flapping: true };

    private void Take(Evaluated one, Instant now, DateTimeZone zone)
    {
        AlertKey key = instances.Key(one.Index);
        Alert? alert = open.GetValueOrDefault(key);
        foreach (AlertTransition step in AlertLife.Steps(
            instances.Rule,
            key,
            alert,
            instances.States[one.Index],
            one.State,
            one.Judgement,
            severity => SummaryWriter.Write(instances.Rule, severity, one.Judgement, one.Sentence, one.SentenceEn, zone),
            now))
        {
            Apply(key, step);
        }

        if (open.GetValueOrDefault(key) is { State: AlertState.Pending } && one.State is { Fired: null, Judged: null })
        {
            open.Remove(key);
        }

        instances.States[one.Index] = one.State;
    }

    private void Apply(AlertKey key, AlertTransition step)
    {
        if (step.Kind == TransitionKind.Fired)
        {
            firstSteps[key] = step;
        }

        if (step.Kind == TransitionKind.Fired || step.RaisesWorst)
        {
            peaks[key] = step.Alert;
        }

        open[key] = step.Alert;
        if (step.ToState == AlertState.Resolved)
        {
            episodes.Add(Of(firstSteps[key], step.Alert, peaks[key], step.At));
            firstSteps.Remove(key);
            open.Remove(key);
        }
    }

    private static Episode Of(AlertTransition first, Alert last, Alert peak, Instant? endsAt) => new(
        last.Key,
        first.Alert.ActiveAt,
        first.Alert.StartsAt,
        endsAt,
        first.ToSeverity,
        last.Worst,
        first.Alert.Figures,
        peak.Figures,
        first.Alert.Summary,
        first.Alert.SummaryEn);

    private readonly int[][] chunks = [.. Enumerable.Range(0, instances.Count).Chunk(RuleEvaluator.MostAtOnce)];
    private readonly Dictionary<int, ((long Version, int Day) Key, IReadOnlyList<StatisticItem> Items)> ofTheDay = [];
    private static readonly IReadOnlyDictionary<string, SourceActivity> NoActivity = new Dictionary<string, SourceActivity>();
    private readonly Dictionary<AlertKey, Alert> open = [];
    private readonly Dictionary<AlertKey, AlertTransition> firstSteps = [];
    private readonly Dictionary<AlertKey, Alert> peaks = [];
    private readonly List<Episode> episodes = [];
}
