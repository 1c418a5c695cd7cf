using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Seals;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Api;

/// <summary>Where records of a month moved after a version: found in the change log, so that only those figures need be compared.</summary>
internal sealed class RestatedCells
{
    /// <summary>Most (metric, unit, category) that are compared one by one; the figures of the unit as a whole always are.</summary>
    public const int MostCells = 2_000;

    private readonly Dictionary<SeriesKey, RestatedTrail> trails = [];
    private readonly Catalogue catalogue;
    private readonly UnitNode unit;
    private readonly IReadOnlyList<SealAct> amendments;

    private RestatedCells(Catalogue catalogue, UnitNode unit, IReadOnlyList<SealAct> amendments)
    {
        this.catalogue = catalogue;
        this.unit = unit;
        this.amendments = amendments;
    }

    /// <summary>Whether more cells moved than are compared.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads the log after a version.</summary>
    public static async Task<RestatedCells> ReadAsync(ILedger ledger, Catalogue catalogue, UnitNode unit, SealSpan span, long afterVersion, IReadOnlyList<SealAct> amendments, CancellationToken cancellationToken)
    {
        RestatedCells cells = new(catalogue, unit, amendments);
        await foreach (ChangeSet set in ledger.ReadTouchingAsync(afterVersion, span.FromSecond, span.ToSecond, cancellationToken))
        {
            HashSet<int> moved = [.. set.Changes.Where(change => span.Overlaps(change.Grain, change.Start)).Select(change => change.Series)];
            foreach (SeriesKey key in moved.Select(handle => ledger.Series[handle]).Where(cells.IsInside))
            {
                if (!cells.trails.TryGetValue(key, out RestatedTrail? trail))
                {
                    cells.trails[key] = trail = new RestatedTrail(amendments);
                }

                trail.Note(set);
            }
        }

        return cells;
    }

    /// <summary>The figures to compare: each metric that has a moved part, for the unit as a whole, then each cell in which something moved.</summary>
    public IReadOnlyList<StatisticsRequest> Questions(IReadOnlyList<Metric> metrics, string month)
    {
        List<StatisticsRequest> questions = [];
        Metric[] touched = [.. metrics.Where(metric => trails.Keys.Any(key => IsPart(key, metric, "", unit)))];
        if (touched.Length > 0)
        {
            questions.Add(new StatisticsRequest { Metrics = touched, Unit = unit, Periods = [month] });
        }

        (Metric Metric, string Category, string Unit)[] cells =
        [
            .. from key in trails.Keys
               from metric in metrics
               where metric.Id == key.Metric && (key.Category.Length > 0 || key.Unit != unit.Code)
               orderby metric.Index, key.Category, key.Unit
               select (metric, key.Category, key.Unit),
        ];
        (Metric Metric, string Category, string Unit)[] distinct = [.. cells.Distinct()];
        IsCut = distinct.Length > MostCells;
        foreach ((Metric metric, string category, string code) in distinct.Take(MostCells))
        {
            questions.Add(new StatisticsRequest { Metrics = [metric], Unit = catalogue.FindUnit(code)!, Category = category, Periods = [month] }); // not null: IsInside looked it up
        }

        return questions;
    }

    /// <summary>Who moved what is below a figure.</summary>
    public RestatedTrail TrailOf(StatisticItem figure)
    {
        RestatedTrail trail = new(amendments);
        if (catalogue.FindMetric(figure.Metric) is { } metric && catalogue.FindUnit(figure.Unit) is { } place)
        {
            foreach (RestatedTrail part in trails.Where(series => IsPart(series.Key, metric, figure.Category, place)).Select(series => series.Value))
            {
                trail.Note(part);
            }
        }

        return trail;
    }

    private bool IsInside(SeriesKey key) =>
        catalogue.FindMetric(key.Metric)?.FindCategory(key.Category) is not null && catalogue.FindUnit(key.Unit) is { } place && unit.Contains(place);

    private bool IsPart(SeriesKey key, Metric metric, string category, UnitNode place) => metric.Kind switch
    {
        MetricKind.Ratio => (metric.Numerator is { } above && IsPart(key, above, "", place)) || (metric.Denominator is { } below && IsPart(key, below, "", place)),
        MetricKind.Selection => metric.Select.Any(chosen => key.Metric == metric.Of?.Id && IsBelow(key.Category, chosen.Path)) && Contains(place, key),
        _ => key.Metric == metric.Id && IsBelow(key.Category, category) && Contains(place, key),
    };

    private bool Contains(UnitNode place, SeriesKey key) => catalogue.FindUnit(key.Unit) is { } own && place.Contains(own);

    private static bool IsBelow(string path, string above) =>
        above.Length == 0 || path == above || path.StartsWith(above + "/", StringComparison.Ordinal);
}
