using NodaTime;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;

namespace Tongbi.Alerts.Backtest;

/// <summary>
/// Lets a rule run over a past span with the evaluator that also runs live: the same figures (as <c>at=</c> gives them, from what is known today),
/// the same state machine, the same alerts. Only the sources' past silences are not known, so none is assumed.
/// </summary>
public sealed class Backtester(IStatistics statistics)
{
    /// <summary>Most moments × instances of one back-test.</summary>
    public const long MaximumEvaluations = 5_000_000;

    /// <summary>Evaluates a rule at every step of a span.</summary>
    /// <exception cref="BacktestException">The span is empty or too long for the step, or the rule looks at what the past does not tell.</exception>
    public async Task<BacktestResult> RunAsync(ICountCube cube, Rule rule, Instant from, Instant to, Duration step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cube);
        ArgumentNullException.ThrowIfNull(rule);
        RuleInstances instances = new(rule, _ => InstanceState.Rest);
        Check(rule, instances.Count, from, to, step);
        Run run = new(rule, instances, new RuleEvaluator(statistics));
        long evaluations = 0;
        for (Instant now = from; now < to; now += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (int[] chunk in Enumerable.Range(0, instances.Count).Chunk(RuleEvaluator.MostAtOnce))
            {
                await run.StepAsync(cube, chunk, now, cancellationToken);
                evaluations += chunk.Length;
            }
        }

        return new BacktestResult(cube.Version, from, to, step, evaluations, run.Episodes());
    }

    private static void Check(Rule rule, int instances, Instant from, Instant to, Duration step)
    {
        if (rule.Statistic == RuleStatistic.Age)
        {
            throw new BacktestException($"Rule {rule.Id} looks at the age of sources, and when they were silent in the past is not kept; only rules on figures can be tested.");
        }

        if (from >= to || step <= Duration.Zero)
        {
            throw new BacktestException("The span is empty; from must be earlier than to, and step longer than nothing.");
        }

        double evaluations = (to - from) / step * instances;
        if (evaluations > MaximumEvaluations)
        {
            throw new BacktestException($"{evaluations:0} evaluations ({instances} instances) are more than {MaximumEvaluations}; take a shorter span, a longer step or a smaller depth.");
        }
    }

    /// <summary>One back-test under way.</summary>
    private sealed class Run(Rule rule, RuleInstances instances, RuleEvaluator evaluator)
    {
        public async Task StepAsync(ICountCube cube, int[] indexes, Instant now, CancellationToken cancellationToken)
        {
            OfficeCalendar? calendar = null;
            IReadOnlyList<Evaluated>? result = cube.Read(now, counts =>
            {
                calendar = counts.Catalogue.Calendar;
                int hour = calendar.HourOf(now);
                return calendar.StartOfHour(hour) == now ? evaluator.Evaluate(new HourCutReader(counts, hour), instances, indexes, NoActivity, now, MustSay) : null;
            });
            result ??= await cube.ReadAsync(null, now, counts => evaluator.Evaluate(counts, instances, indexes, NoActivity, now, MustSay), cancellationToken);
            foreach (Evaluated one in result)
            {
                Take(one, now, calendar?.Zone ?? DateTimeZone.Utc);
            }
        }

        public IReadOnlyList<Episode> Episodes() =>
            [.. episodes.Concat(firstSteps.Select(pair => Of(pair.Value, open[pair.Key], peaks[pair.Key], null))).OrderBy(episode => episode.StartsAt)];

        private bool MustSay(int index) => open.GetValueOrDefault(instances.Key(index)) is { Flapping: true };

        private void Take(Evaluated one, Instant now, DateTimeZone zone)
        {
            AlertKey key = instances.Key(one.Index);
            Alert? alert = open.GetValueOrDefault(key);
            foreach (AlertTransition step in AlertLife.Steps(
                rule,
                key,
                alert,
                instances.States[one.Index],
                one.State,
                one.Judgement,
                severity => SummaryWriter.Write(rule, severity, one.Judgement, one.Sentence, one.SentenceEn, zone),
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

        private static readonly IReadOnlyDictionary<string, SourceActivity> NoActivity = new Dictionary<string, SourceActivity>();
        private readonly Dictionary<AlertKey, Alert> open = [];
        private readonly Dictionary<AlertKey, AlertTransition> firstSteps = [];
        private readonly Dictionary<AlertKey, Alert> peaks = [];
        private readonly List<Episode> episodes = [];
    }
}
