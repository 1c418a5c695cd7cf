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

    /// <summary>The count of hours [from, to), null where it is unknown or known only coarser; with the coarsest figure in it.</summary>
    public (long? Value, BucketGrain Coarsest, bool IsTooCoarse) Read(int from, int to)
    {
        long sum = 0;
        bool known = false, tooCoarse = false;
        BucketGrain coarsest = BucketGrain.Hour;
        foreach ((CountNode node, bool ownUnit) in parts)
        {
            CountAnswer answer = counts.SumHoursOwn(node, ownCategory: true, ownUnit, from, to);
            tooCoarse |= answer.Knowledge == CountKnowledge.TooCoarse;
            coarsest = answer.Coarsest > coarsest ? answer.Coarsest : coarsest;
            sum += answer.Value ?? 0;
            known |= answer.Value is not null;
        }

        return (known && !tooCoarse ? sum : null, coarsest, tooCoarse);
    }

    /// <summary>Adds what is counted by the hour, whether or not a coarser figure stands above it.</summary>
    public void AddStanding(int fromHour, Span<long> values)
    {
        long[] part = new long[values.Length];
        foreach ((CountNode node, bool ownUnit) in parts)
        {
            AddOwnCategory(node, 1, part, values);
            foreach (UnitNode child in ownUnit ? node.Unit.Children : [])
            {
                AddOwnCategory(node with { Unit = child }, -1, part, values);
            }
        }

        void AddOwnCategory(CountNode node, int sign, long[] scratch, Span<long> into)
        {
            Add(node, sign, scratch, into);
            foreach (CategoryNode child in node.Category.Children)
            {
                Add(node with { Category = child }, -sign, scratch, into);
            }
        }

        void Add(CountNode node, int sign, long[] scratch, Span<long> into)
        {
            Array.Clear(scratch);
            counts.AddStandingHours(node, fromHour, scratch);
            for (int i = 0; i < scratch.Length; i++)
            {
                into[i] += sign * scratch[i];
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
