using NodaTime;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Live;

/// <summary>Answers the questions of a view through the one definition of every figure, and encodes each answer as the API does.</summary>
internal sealed class ViewEvaluator(IStatistics statistics, ILogger<ViewEvaluator> logger)
{
    /// <summary>All figures and curves of a plan at one version, in the plan's order; keys are unique.</summary>
    public IReadOnlyList<ViewPart> Evaluate(ViewPlan plan, ICountReader counts, Instant now)
    {
        List<ViewPart> parts = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (StatisticsRequest question in plan.Figures)
        {
            foreach (StatisticItem item in Answer(plan, question, () => statistics.Evaluate(counts, question, now).Items))
            {
                string key = $"{item.Metric}|{item.Unit}|{item.Category}|{item.Source}|{item.Key}|{item.Period.Name}";
                Add(new ViewPart(key, IsCurve: false, LiveMessages.Of(item).Json));
            }
        }

        foreach (CurveQuestion question in plan.Curves)
        {
            foreach (PanelCurve curve in Answer(plan, question, () => question.Ask(statistics, counts, now)))
            {
                Add(new ViewPart($"{curve.Panel}|{curve.Name}", IsCurve: true, LiveMessages.Of(curve).Json));
            }
        }

        return parts;

        void Add(ViewPart part)
        {
            if (keys.Add(part.Key))
            {
                parts.Add(part);
            }
        }
    }

    private IReadOnlyList<T> Answer<T>(ViewPlan plan, object question, Func<IReadOnlyList<T>> ask)
    {
        try
        {
            return ask();
        }
        catch (QueryException refused)
        {
            // One panel that asks what cannot be answered leaves the others alone.
            if (plan.FirstComplaint(question))
            {
                Log.QuestionRefused(logger, plan.Layout.Id, plan.Unit.Code, refused.Code, refused.Message);
            }

            return [];
        }
    }

}
