using NodaTime;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Counts;
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
    /// <param name="cube">The counts.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="from">First moment.</param>
    /// <param name="to">End, exclusive.</param>
    /// <param name="step">Time between two moments.</param>
    /// <param name="cancellationToken">Ends the work at the next moment.</param>
    /// <param name="tell">Is told how much is done, 0 to 1, after each moment.</param>
    /// <exception cref="BacktestException">As <see cref="Check"/> says, or the catalogue was changed meanwhile.</exception>
    public async Task<BacktestResult> RunAsync(
        ICountCube cube, Rule rule, Instant from, Instant to, Duration step, CancellationToken cancellationToken, Action<double>? tell = null)
    {
        ArgumentNullException.ThrowIfNull(cube);
        Check(rule, from, to, step);
        RuleInstances instances = new(rule, _ => InstanceState.Rest);
        RuleRun run = new(instances, new RuleEvaluator(statistics));
        long evaluations = 0;
        for (Instant now = from; now < to; now += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await run.StepAsync(cube, now, cancellationToken);
            evaluations += instances.Count;
            tell?.Invoke(Math.Min(1, (now - from) / (to - from)));
        }

        return new BacktestResult(cube.Version, from, to, step, evaluations, run.Episodes());
    }

    /// <summary>Refuses what cannot be tested, before any work.</summary>
    /// <exception cref="BacktestException">The span is empty or too long for the step, or the rule looks at what the past does not tell.</exception>
    public static void Check(Rule rule, Instant from, Instant to, Duration step)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Statistic == RuleStatistic.Age)
        {
            throw new BacktestException($"Rule {rule.Id} looks at the age of sources, and the past tells only the hours in which a source was heard from, not the minutes; only rules on figures can be tested.");
        }

        if (from >= to || step <= Duration.Zero)
        {
            throw new BacktestException("The span is empty; from must be earlier than to, and step longer than nothing.");
        }

        long instances = RuleSet.InstancesOf(rule);
        double evaluations = (to - from) / step * instances;
        if (evaluations > MaximumEvaluations)
        {
            throw new BacktestException($"{evaluations:0} evaluations ({instances} instances) are more than {MaximumEvaluations}; take a shorter span, a longer step or a smaller depth.");
        }
    }
}
