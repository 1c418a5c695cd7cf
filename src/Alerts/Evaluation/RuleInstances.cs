using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;

namespace Tongbi.Alerts.Evaluation;

/// <summary>The instances of one rule, unit by unit, and their states. For one thread at a time.</summary>
internal sealed class RuleInstances
{
    public RuleInstances(Rule rule, Func<AlertKey, InstanceState> stateOf)
    {
        Rule = rule;
        categories = [.. rule.Categories()];
        foreach (UnitNode unit in rule.Units())
        {
            firstOfUnit[unit] = places.Count;
            places.AddRange(categories.Select(category => new StatisticPlace(unit, category.Path)));
        }

        keys = [.. places.Select(place => new AlertKey(rule.Id, place.Unit.Code, place.Category))];
        States = [.. keys.Select(stateOf)];
        touched = new bool[places.Count];
    }

    /// <summary>The rule.</summary>
    public Rule Rule { get; }

    /// <summary>State of each instance.</summary>
    public InstanceState[] States { get; }

    /// <summary>How many there are.</summary>
    public int Count => places.Count;

    /// <summary>Unit and category of an instance.</summary>
    public StatisticPlace Place(int index) => places[index];

    /// <summary>Key of an instance.</summary>
    public AlertKey Key(int index) => keys[index];

    /// <summary>The instance of a key; −1 where the rule has none such.</summary>
    public int Find(AlertKey key) => Array.IndexOf(keys, key);

    /// <summary>Notes which instances a changed leaf belongs to: those at its unit and above, whose category holds it.</summary>
    public void Touch(Metric metric, CategoryNode category, UnitNode unit)
    {
        for (UnitNode? above = unit; above is not null; above = above.Parent)
        {
            if (!firstOfUnit.TryGetValue(above, out int first))
            {
                continue;
            }

            for (int index = 0; index < categories.Length; index++)
            {
                touched[first + index] = touched[first + index] || Holds(categories[index], metric, category);
            }
        }
    }

    /// <summary>The instances noted since the last call.</summary>
    public IReadOnlyList<int> TakeTouched()
    {
        int[] taken = [.. Enumerable.Range(0, touched.Length).Where(index => touched[index])];
        Array.Clear(touched);
        return taken;
    }

    private bool Holds(CategoryNode own, Metric metric, CategoryNode leaf) =>
        SourcesBehind.Parts(Rule.Metric, own).Any(part => part.Metric == metric && part.Categories.Any(chosen => Contains(chosen, leaf)));

    private static bool Contains(CategoryNode above, CategoryNode leaf)
    {
        for (CategoryNode? node = leaf; node is not null; node = node.Parent)
        {
            if (node == above)
            {
                return true;
            }
        }

        return false;
    }

    private readonly CategoryNode[] categories;
    private readonly List<StatisticPlace> places = [];
    private readonly Dictionary<UnitNode, int> firstOfUnit = [];
    private readonly AlertKey[] keys;
    private readonly bool[] touched;
}
