using NodaTime;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;

namespace Tongbi.Alerts.Backtest;

/// <summary>How a rule's figure came to be what it is: the rule looked at again at past moments, with the evaluator that also runs live.</summary>
public sealed class RuleCurve(IStatistics statistics)
{
    private static readonly IReadOnlyDictionary<string, SourceActivity> NoActivity = new Dictionary<string, SourceActivity>();

    /// <summary>The figure at each of some moments, all of them beginnings of hours.</summary>
    /// <param name="cube">The counts.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="unit">One of its units.</param>
    /// <param name="category">One of its categories.</param>
    /// <param name="moments">The moments.</param>
    /// <param name="cancellationToken">Ends it between two moments.</param>
    /// <returns>One point for each moment; null where the past does not tell the figure (the age of a source), or the catalogue is not the rule's any more.</returns>
    /// <exception cref="QueryException">A moment lies outside the calendar.</exception>
    public IReadOnlyList<RulePoint>? Trace(ICountCube cube, Rule rule, UnitNode unit, CategoryNode category, IReadOnlyList<Instant> moments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cube);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(moments);
        if (rule.Statistic == RuleStatistic.Age)
        {
            return null;
        }

        RuleInstances one = new(rule with { Unit = unit, Depth = 0, Category = category, CategoryDepth = 0 }, _ => InstanceState.Rest);
        RuleEvaluator evaluator = new(statistics);
        List<RulePoint> points = [];
        foreach (Instant moment in moments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RulePoint? point = cube.Read(moment, counts =>
            {
                if (!ReferenceEquals(counts.Catalogue.FindMetric(rule.Metric.Id), rule.Metric))
                {
                    return null;
                }

                OfficeCalendar calendar = counts.Catalogue.Calendar;
                Judgement judgement = evaluator.Evaluate(new HourCutReader(counts, calendar.HourOf(moment)), one, [0], NoActivity, moment)[0].Judgement;
                return new RulePoint(moment, judgement.Figures.Value, judgement.Figures.Base);
            });
            if (point is null)
            {
                return null;
            }

            points.Add(point);
        }

        return points;
    }
}
