using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Publishing.Upstream;

/// <summary>
/// Reads one series of the upper level from the counts: what stands at its category itself, over the subtrees of the units mapped to its unit, less
/// the subtrees within them that are mapped on their own. So every record crosses once.
/// </summary>
internal sealed class UpperReader
{
    private readonly ICountReader counts;
    private readonly List<(CountNode Node, int Sign)> parts = [];

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

        foreach (UnitNode unit in catalogue.Units)
        {
            if (unit.Code.Length == 0 || !tree.Codes.TryGetValue(unit.Code, out string? own))
            {
                continue;
            }

            if (own == upper.Unit)
            {
                parts.Add((new CountNode(metric, category, unit, source), 1));
            }

            if (MappedAbove(tree, unit) == upper.Unit)
            {
                parts.Add((new CountNode(metric, category, unit, source), -1));
            }
        }
    }

    /// <summary>The count of hours [from, to), null where it is unknown or known only coarser; with the coarsest figure in it.</summary>
    public (long? Value, BucketGrain Coarsest, bool IsTooCoarse) Read(int from, int to)
    {
        long sum = 0;
        bool known = false, tooCoarse = false;
        BucketGrain coarsest = BucketGrain.Hour;
        foreach ((CountNode node, int sign) in parts)
        {
            CountAnswer answer = counts.SumHoursOwn(node, ownCategory: true, ownUnit: false, from, to);
            tooCoarse |= answer.Knowledge == CountKnowledge.TooCoarse;
            coarsest = answer.Coarsest > coarsest ? answer.Coarsest : coarsest;
            if (answer.Value is { } value)
            {
                sum += sign * value;
                known |= sign > 0;
            }
        }

        return (known && !tooCoarse ? sum : null, coarsest, tooCoarse);
    }

    /// <summary>Adds what is counted by the hour, whether or not a coarser figure stands above it.</summary>
    public void AddStanding(int fromHour, Span<long> values)
    {
        long[] part = new long[values.Length];
        foreach ((CountNode node, int sign) in parts)
        {
            Take(node, sign, values);
            foreach (CategoryNode child in node.Category.Children)
            {
                Take(node with { Category = child }, -sign, values);
            }
        }

        void Take(CountNode node, int sign, Span<long> into)
        {
            Array.Clear(part);
            counts.AddStandingHours(node, fromHour, part);
            for (int i = 0; i < part.Length; i++)
            {
                into[i] += sign * part[i];
            }
        }
    }

    private static string? MappedAbove(PublishedTree tree, UnitNode unit)
    {
        for (UnitNode? above = unit.Parent; above is not null; above = above.Parent)
        {
            if (tree.Codes.TryGetValue(above.Code, out string? upper))
            {
                return upper;
            }
        }

        return null;
    }
}
