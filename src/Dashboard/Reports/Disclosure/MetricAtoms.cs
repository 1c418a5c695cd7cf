using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Reports.Content;
using Tongbi.Dashboard.Reports.Outline;

namespace Tongbi.Dashboard.Reports.Disclosure;

/// <summary>A metric cut into the smallest parts that a report of an office can print sums of: its categories by the units of the first level.</summary>
internal sealed class MetricAtoms
{
    private readonly Metric metric;
    private readonly UnitNode office;
    private readonly Dictionary<CountAtom, int> places = [];
    private readonly Dictionary<ReportSpan, long[]> values = [];
    private readonly bool[] isOpen;

    private MetricAtoms(Metric metric, UnitNode office)
    {
        this.metric = metric;
        this.office = office;
        foreach (CategoryNode category in metric.Categories)
        {
            foreach (int unit in office.Children.Select(child => child.Index).Append(Own))
            {
                places[new CountAtom(category.Index, unit)] = places.Count;
            }
        }

        isOpen = new bool[places.Count];
    }

    /// <summary>The unit of what stands at the office itself.</summary>
    private const int Own = -1;

    /// <summary>Asks the statistics for all of it.</summary>
    public static MetricAtoms Read(ICountReader reader, IStatistics statistics, ReportOrder order, Metric metric)
    {
        MetricAtoms atoms = new(metric, order.Unit);
        UnitNode[] units = [order.Unit, .. order.Unit.Children];
        StatisticsAnswer answer = statistics.Evaluate(
            reader,
            new StatisticsRequest
            {
                Metrics = [metric],
                Unit = order.Unit,
                Places = [.. metric.Categories.SelectMany(category => units.Select(unit => new StatisticPlace(unit, category.Path)))],
                Periods = [order.Period.Name],
                Compare = order.Outline.Edition.Comparisons(),
                Tests = false,
            },
            order.Moment);
        foreach ((CountAtom atom, int place) in atoms.places)
        {
            CategoryNode category = metric.Categories[atom.Category];
            bool isOwnCategory = category.Children.Count > 0;
            atoms.isOpen[place] = (!isOwnCategory && atom.Unit != Own) || reader.HasOwn(new CountNode(metric, category, order.Unit, null), isOwnCategory, atom.Unit == Own);
        }

        atoms.values[ReportSpan.Current] = atoms.Cut(units, [.. answer.Items.Select(item => item.Value)]);
        atoms.values[ReportSpan.Year] = atoms.Cut(units, [.. answer.Items.Select(item => item.Comparisons.GetValueOrDefault("year")?.Value)]);
        atoms.values[ReportSpan.Previous] = atoms.Cut(units, [.. answer.Items.Select(item => item.Comparisons.GetValueOrDefault("previous")?.Value)]);
        return atoms;
    }

    /// <summary>
    /// Whether an atom is one that a report would list: what stands at a category or the office itself is listed only once any ever stood there, and
    /// whoever sees no line knows that there is none.
    /// </summary>
    public IReadOnlyList<bool> IsOpen => isOpen;

    /// <summary>The atoms of a span; what is unknown is not printed and counts as none.</summary>
    public IReadOnlyList<long> Values(ReportSpan span) => values[span];

    /// <summary>The atoms that a count is the sum of.</summary>
    public IEnumerable<int> Of(CellPlace place, Catalogue catalogue)
    {
        IReadOnlyList<CategoryNode> chosen = catalogue.FindMetric(place.Metric) is { Kind: MetricKind.Selection } selection
            ? selection.Select
            : [metric.FindCategory(place.Category) ?? throw new InvalidOperationException($"'{metric.Id}' has no category '{place.Category}'.")];
        int? unit = place.OwnUnit ? Own : place.Unit == office.Code ? null : catalogue.FindUnit(place.Unit)?.Index;
        return
        [
            .. from atom in places
               where (unit is null || atom.Key.Unit == unit)
                   && chosen.Any(category => place.OwnCategory ? atom.Key.Category == category.Index : IsBelow(metric.Categories[atom.Key.Category], category))
               select atom.Value,
        ];
    }

    private static bool IsBelow(CategoryNode category, CategoryNode above) =>
        above.Path.Length == 0 || category.Path == above.Path || category.Path.StartsWith(above.Path + "/", StringComparison.Ordinal);

    /// <summary>What stands at each category and unit itself: its figure less those below.</summary>
    private long[] Cut(UnitNode[] units, decimal?[] figures)
    {
        long[] cut = new long[places.Count];
        foreach (CategoryNode category in metric.Categories)
        {
            long rest = 0;
            for (int index = units.Length - 1; index >= 0; index--)
            {
                long own = Figure(category, index) - category.Children.Sum(child => Figure(child, index));
                cut[places[new CountAtom(category.Index, index == 0 ? Own : units[index].Index)]] = index == 0 ? own - rest : own;
                rest += own;
            }
        }

        return cut;

        long Figure(CategoryNode category, int unit) => (long)(figures[(category.Index * units.Length) + unit] ?? 0);
    }
}
