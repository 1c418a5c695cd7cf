using Tongbi.Collector.Calendar;

namespace Tongbi.Collector.Catalog;

/// <summary>
/// What may be counted: immutable, validated as a whole, replaced as a whole on reload.
/// All validation of input is against it. Thread-safe.
/// </summary>
public sealed class Catalogue
{
    /// <summary>Ties the validated parts together; the parts' indexes must equal their positions.</summary>
    public Catalogue(OfficeCalendar calendar, IReadOnlyList<UnitNode> units, IReadOnlyList<SourceSystem> sources, IReadOnlyList<Metric> metrics, IReadOnlyList<HolidayWindow> holidays, bool isDemo)
    {
        Calendar = calendar;
        Units = units;
        Sources = sources;
        Metrics = metrics;
        Holidays = holidays;
        IsDemo = isDemo;
        unitsByCode = units.ToDictionary(unit => unit.Code, StringComparer.Ordinal);
        sourcesById = sources.ToDictionary(source => source.Id, StringComparer.Ordinal);
        metricsById = metrics.ToDictionary(metric => metric.Id, StringComparer.Ordinal);
    }

    /// <summary>The office's calendar: zone, day start, week start, month start, first year.</summary>
    public OfficeCalendar Calendar { get; }

    /// <summary>All units, parents before children; [0] is the one root.</summary>
    public IReadOnlyList<UnitNode> Units { get; }

    /// <summary>The root of the unit tree.</summary>
    public UnitNode RootUnit => Units[0];

    /// <summary>All sources in the catalogue's order.</summary>
    public IReadOnlyList<SourceSystem> Sources { get; }

    /// <summary>All metrics in the catalogue's order.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Holiday windows by year and name (yearly data; the lunar new year itself is computed).</summary>
    public IReadOnlyList<HolidayWindow> Holidays { get; }

    /// <summary>Whether this is the shipped demo catalogue (top-level key <c>demo: true</c>): only then may simulated data be made.</summary>
    public bool IsDemo { get; }

    /// <summary>The unit with this code, or null.</summary>
    public UnitNode? FindUnit(string code) => unitsByCode.GetValueOrDefault(code);

    /// <summary>The source with this id, or null.</summary>
    public SourceSystem? FindSource(string id) => sourcesById.GetValueOrDefault(id);

    /// <summary>The one source of which the condition holds; null if there is none or more than one: whose a body is that names no source.</summary>
    public SourceSystem? FindOnlySource(Func<string, bool> isMeant) =>
        Sources.Where(source => isMeant(source.Id)).Take(2).ToArray() is [var only] ? only : null;

    /// <summary>The metric with this id, or null.</summary>
    public Metric? FindMetric(string id) => metricsById.GetValueOrDefault(id);

    private readonly Dictionary<string, UnitNode> unitsByCode;
    private readonly Dictionary<string, SourceSystem> sourcesById;
    private readonly Dictionary<string, Metric> metricsById;
}
