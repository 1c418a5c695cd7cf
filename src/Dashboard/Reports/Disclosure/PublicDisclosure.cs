using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Reports.Content;

namespace Tongbi.Dashboard.Reports.Disclosure;

/// <summary>
/// The public profile: counts of 1 to 4 are "&lt;5", and so many others are withheld that none of those can be recomputed from all that is printed. A ratio
/// is withheld with either of its parts. Each span is decided by itself and from its own counts.
/// </summary>
internal sealed class PublicDisclosure : IDisclosure
{
    private readonly Dictionary<(CellPlace Place, ReportSpan Span), Disclosed> decided = [];
    private readonly Catalogue catalogue;

    private PublicDisclosure(Catalogue catalogue) => this.catalogue = catalogue;

    /// <summary>Decides about everything that a report would print.</summary>
    public static PublicDisclosure Of(ICountReader reader, IStatistics statistics, ReportOrder order, IReadOnlyCollection<CellPlace> places)
    {
        PublicDisclosure disclosure = new(reader.Catalogue);
        IEnumerable<IGrouping<Metric, CellPlace>> metrics = places.SelectMany(place => Counted(reader.Catalogue, place)).SelectMany(place => WithRest(place, order)).Distinct().Order(Comparer<CellPlace>.Create(Compare)).GroupBy(place => BaseOf(reader.Catalogue, place.Metric));
        foreach (IGrouping<Metric, CellPlace> metric in metrics)
        {
            MetricAtoms atoms = MetricAtoms.Read(reader, statistics, order, metric.Key);
            PrintedCount<CellPlace>[] counts = [.. metric.Select(place => new PrintedCount<CellPlace>(place, [.. atoms.Of(place, reader.Catalogue)], IsWhole(place, order)))];
            foreach (ReportSpan span in Enum.GetValues<ReportSpan>())
            {
                foreach ((CellPlace place, Disclosed disclosed) in SuppressionPlan.Of(atoms.Values(span), atoms.IsOpen, counts))
                {
                    disclosure.decided[(place, span)] = disclosed;
                }
            }
        }

        return disclosure;
    }

    /// <inheritdoc/>
    public Disclosed Of(CellPlace place, ReportSpan span)
    {
        Disclosed[] parts = [.. Counted(catalogue, place).Select(part => decided.GetValueOrDefault((part, span), Disclosed.Withheld))];
        return parts.Length == 1 ? parts[0] : parts.Any(part => part != Disclosed.Shown) ? Disclosed.Withheld : Disclosed.Shown;
    }

    /// <summary>The counts behind a figure: itself, or the two parts of a ratio.</summary>
    private static IEnumerable<CellPlace> Counted(Catalogue catalogue, CellPlace place) =>
        catalogue.FindMetric(place.Metric) is { Kind: MetricKind.Ratio, Numerator: { } above, Denominator: { } below }
            ? [place with { Metric = above.Id }, place with { Metric = below.Id }]
            : [place];

    /// <summary>
    /// A part together with what stands at its parent itself. A report lists the latter only where there is any, but whoever sees no line knows that there
    /// is none; and what is decided of a month must not hang on what another month's report lists.
    /// </summary>
    private static IEnumerable<CellPlace> WithRest(CellPlace place, ReportOrder order)
    {
        yield return place;
        if (place.Unit != order.Unit.Code)
        {
            yield return place with { Unit = order.Unit.Code, OwnUnit = true };
        }

        if (place is { Category.Length: > 0, OwnCategory: false })
        {
            yield return place with { Category = place.Category.LastIndexOf('/') is var slash and > 0 ? place.Category[..slash] : "", OwnCategory = true };
        }
    }

    /// <summary>An order of places that does not hang on the order in which a report asks for them.</summary>
    private static int Compare(CellPlace left, CellPlace right) => string.CompareOrdinal(Text(left), Text(right));

    private static string Text(CellPlace place) => $"{place.Metric}\n{place.Unit}\n{place.Category}\n{place.OwnUnit}\n{place.OwnCategory}";

    private static Metric BaseOf(Catalogue catalogue, string id)
    {
        Metric metric = catalogue.FindMetric(id) ?? throw new InvalidOperationException($"The metric '{id}' is not in the catalogue.");
        return metric.Kind == MetricKind.Selection ? metric.Of! : metric; // not null: a selection has one
    }

    private static bool IsWhole(CellPlace place, ReportOrder order) => place.Unit == order.Unit.Code && place is { Category.Length: 0, OwnUnit: false, OwnCategory: false };
}
