using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Publishing.Upstream;

/// <summary>
/// Reads one series of the upper level from the counts: what stands at its category itself, over the units that are mapped to its unit, each with all
/// below it that is not mapped on its own. So every record crosses once.
/// </summary>
internal sealed class UpperReader
{
    private readonly ICountReader counts;
    private readonly List<(CountNode Node, bool OwnUnit)> parts = [];

    public UpperReader(ICountReader counts, PublishedTree tree, UpperSeries upper)
    {
        this.counts = counts;
        Catalogue catalogue = counts.Catalogue;
        SourceSystem? source = upper.OwnSource is null ? null : catalogue.FindSource(upper.OwnSource);
        if (catalogue.FindMetric(upper.Metric) is not { IsFed: true } metric || metric.FindCategory(upper.Category) is not { } category
            || (upper.OwnSource is not null && (source is null || !metric.Sources.Contains(source))))
        {
            return;
        }

        foreach (UnitNode unit in catalogue.Units.Where(unit => tree.Codes.GetValueOrDefault(unit.Code) == upper.Unit))
        {
            Take(new CountNode(metric, category, unit, source), tree);
        }
    }

    /// <summary>The count of hours [from, to), null where it is unknown or known only coarser; with the coarsest figure of its own that went in. What figures of
    /// other series make known does not matter: those are told by themselves, and come and go without this series moving.</summary>
    public (long? Value, BucketGrain CoarsestFigure, bool IsTooCoarse) Read(int from, int to)
    {
        long sum = 0;
        bool known = false, tooCoarse = false;
        BucketGrain coarsest = BucketGrain.Hour;
        foreach ((CountNode node, bool ownUnit) in parts)
        {
            CountAnswer answer = counts.SumHoursOwn(node, ownCategory: true, ownUnit, from, to);
            tooCoarse |= answer.Knowledge == CountKnowledge.TooCoarse;
            coarsest = answer.CoarsestFigure > coarsest ? answer.CoarsestFigure : coarsest;
            sum += answer.Value ?? 0;
            known |= answer.Value is not null;
        }

        return (known && !tooCoarse ? sum : null, coarsest, tooCoarse);
    }

    /// <summary>Adds what is counted by the hour, whether or not a coarser figure stands above it.</summary>
    public void AddStandingHours(int fromHour, Span<long> values) => AddStanding(values, (node, into) => counts.AddStandingHours(node, fromHour, into));

    /// <summary>Adds what is counted by the day or the hour, likewise.</summary>
    public void AddStandingDays(int fromDay, Span<long> values) => AddStanding(values, (node, into) => counts.AddStandingDays(node, fromDay, into));

    private void AddStanding(Span<long> values, Action<CountNode, long[]> read)
    {
        long[] part = new long[values.Length];
        foreach ((CountNode node, bool ownUnit) in parts)
        {
            AddOwnCategory(node, 1, values);
            foreach (UnitNode child in ownUnit ? node.Unit.Children : [])
            {
                AddOwnCategory(node with { Unit = child }, -1, values);
            }
        }

        void AddOwnCategory(CountNode node, int sign, Span<long> into)
        {
            Add(node, sign, into);
            foreach (CategoryNode child in node.Category.Children)
            {
                Add(node with { Category = child }, -sign, into);
            }
        }

        void Add(CountNode node, int sign, Span<long> into)
        {
            Array.Clear(part);
            read(node, part);
            for (int i = 0; i < part.Length; i++)
            {
                into[i] += sign * part[i];
            }
        }
    }

    /// <summary>A whole subtree is one part; one with units in it that are mapped on their own is taken apart.</summary>
    private void Take(CountNode node, PublishedTree tree)
    {
        bool ownUnit = node.Unit.Children.Any(child => HasMapped(child, tree));
        parts.Add((node, ownUnit));
        foreach (UnitNode child in ownUnit ? node.Unit.Children.Where(child => !tree.Codes.ContainsKey(child.Code)) : [])
        {
            Take(node with { Unit = child }, tree);
        }
    }

    private static bool HasMapped(UnitNode unit, PublishedTree tree) => tree.Codes.ContainsKey(unit.Code) || unit.Children.Any(child => HasMapped(child, tree));
}
