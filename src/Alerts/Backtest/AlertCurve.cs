using NodaTime;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;

namespace Tongbi.Alerts.Backtest;

/// <summary>The figure that a rule judges, hour by hour: the very one that is held against the threshold, by the evaluator that also runs live.</summary>
public sealed class AlertCurve(IStatistics statistics)
{
    /// <summary>Most points of a curve: a longer span takes longer steps.</summary>
    public const int MostPoints = 240;

    /// <summary>How much is shown before an alert began and after it ended.</summary>
    private static readonly Duration Around = Duration.FromHours(24);

    /// <summary>The span of an alert's curve: its life, a day before it and up to a day after, in whole hours.</summary>
    public static (Instant From, Instant To, Duration Step) SpanOf(Alert alert, Instant now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        Instant to = Instant.Min(now, alert.EndsAt is { } ended ? ended + Around : now);
        long hours = Math.Max(1, (long)Math.Ceiling((to - (alert.ActiveAt - Around)).TotalHours));
        long step = ((hours - 1) / (MostPoints - 1)) + 1;
        return (to - Duration.FromHours(step * (hours / step)), to, Duration.FromHours(step));
    }

    /// <summary>The figures of one instance at every step of a span; empty where the rule has no such instance, or looks at the age of sources, which is not kept.</summary>
    public IReadOnlyList<CurvePoint> Read(ICountCube cube, Rule rule, AlertKey key, Instant from, Instant to, Duration step)
    {
        ArgumentNullException.ThrowIfNull(cube);
        ArgumentNullException.ThrowIfNull(rule);
        RuleInstances instances = new(rule, _ => InstanceState.Rest);
        int index = instances.Find(key);
        if (index < 0 || rule.Statistic == RuleStatistic.Age)
        {
            return [];
        }

        RuleEvaluator evaluator = new(statistics);
        return cube.Read(to, counts =>
        {
            // A rule of another catalogue than the counts': the next question finds both alike.
            if (!ReferenceEquals(counts.Catalogue.FindMetric(rule.Metric.Id), rule.Metric))
            {
                return (IReadOnlyList<CurvePoint>)[];
            }

            OfficeCalendar calendar = counts.Catalogue.Calendar;
            List<CurvePoint> points = [];
            for (Instant at = from; at <= to && points.Count < MostPoints; at += step)
            {
                int hour = calendar.HourOf(at);
                points.Add(new CurvePoint(calendar.StartOfHour(hour), evaluator.Evaluate(new HourCutReader(counts, hour), instances, [index], NoActivity, calendar.StartOfHour(hour))[0].Judgement.Figures));
            }

            return points;
        });
    }

    private static readonly IReadOnlyDictionary<string, SourceActivity> NoActivity = new Dictionary<string, SourceActivity>();
}
