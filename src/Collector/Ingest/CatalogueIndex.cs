using System.Collections.Concurrent;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// A catalogue arranged for validation: codes are found by their UTF-8 bytes, leaf series by four small numbers, and no string is made for
/// a known code. Belongs to one catalogue and one ledger; thread-safe.
/// </summary>
internal sealed class CatalogueIndex
{
    /// <summary>Arranges a catalogue.</summary>
    public CatalogueIndex(Catalogue catalogue, SeriesRegistry series)
    {
        Catalogue = catalogue;
        this.series = series;
        MetricEntry[] entries = [.. catalogue.Metrics.Select(metric => new MetricEntry(metric, catalogue.Sources.Count))];
        metrics = new(entries.Select(entry => KeyValuePair.Create(entry.Metric.Id, entry)));
        units = new(catalogue.Units.Select(unit => KeyValuePair.Create(unit.Code, unit)));
        sources = new(catalogue.Sources.Select(source => KeyValuePair.Create(source.Id, source)));
        onlyMetrics = [.. catalogue.Sources.Select(source => OnlyOne(entries.Where(entry => entry.Metric.IsFed && entry.IsFedBy(source))))];
    }

    /// <summary>The catalogue.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>The source with this id, or null.</summary>
    public SourceSystem? FindSource(ReadOnlySpan<byte> id) => sources.TryGet(id, out SourceSystem? source) ? source : null;

    /// <summary>The unit with this code, or null.</summary>
    public UnitNode? FindUnit(ReadOnlySpan<byte> code) => units.TryGet(code, out UnitNode? unit) ? unit : null;

    /// <summary>The metric with this id, or null.</summary>
    public MetricEntry? FindMetric(ReadOnlySpan<byte> id) => metrics.TryGet(id, out MetricEntry? metric) ? metric : null;

    /// <summary>The metric that a source feeds if it feeds exactly one, or null.</summary>
    public MetricEntry? OnlyMetricOf(SourceSystem source) => onlyMetrics[source.Index];

    /// <summary>Handle of a leaf series.</summary>
    public int Handle(SourceSystem source, Metric metric, CategoryNode category, UnitNode unit)
    {
        Leaf leaf = new(source.Index, metric.Index, category.Index, unit.Index);
        return handles.TryGetValue(leaf, out int handle)
            ? handle
            : handles.GetOrAdd(leaf, series.GetOrAdd(new SeriesKey(source.Id, metric.Id, category.Path, unit.Code)));
    }

    private static MetricEntry? OnlyOne(IEnumerable<MetricEntry> entries)
    {
        MetricEntry[] firstTwo = [.. entries.Take(2)];
        return firstTwo.Length == 1 ? firstTwo[0] : null;
    }

    private readonly SeriesRegistry series;
    private readonly Utf8Table<SourceSystem> sources;
    private readonly Utf8Table<UnitNode> units;
    private readonly Utf8Table<MetricEntry> metrics;
    private readonly MetricEntry?[] onlyMetrics;
    private readonly ConcurrentDictionary<Leaf, int> handles = new();

    private readonly record struct Leaf(int Source, int Metric, int Category, int Unit);
}
