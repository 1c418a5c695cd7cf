using System.Collections.Concurrent;
using System.Text;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Codes;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Held;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// A catalogue arranged for validation: codes are found by their UTF-8 bytes, leaf series by four small numbers, and no string is made for
/// a known code. Belongs to one catalogue, one set of code tables and one ledger; thread-safe.
/// </summary>
internal sealed class CatalogueIndex
{
    /// <summary>Arranges a catalogue.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="series">The ledger's series.</param>
    /// <param name="codes">The sources' code tables; null = none.</param>
    /// <param name="budget">Room for records that wait for their codes; null = none can wait.</param>
    public CatalogueIndex(Catalogue catalogue, SeriesRegistry series, CodeTables? codes = null, HeldBudget? budget = null)
    {
        Catalogue = catalogue;
        Codes = codes ?? CodeTables.Empty;
        Budget = budget;
        this.series = series;
        MetricEntry[] entries = [.. catalogue.Metrics.Select(metric => new MetricEntry(metric, catalogue.Sources.Count))];
        metrics = new(entries.Select(entry => KeyValuePair.Create(entry.Metric.Id, entry)));
        units = new(catalogue.Units.Select(unit => KeyValuePair.Create(unit.Code, unit)));
        sources = new(catalogue.Sources.Select(source => KeyValuePair.Create(source.Id, source)));
        onlyMetrics = [.. catalogue.Sources.Select(source => OnlyOne(entries.Where(entry => entry.Metric.IsFed && entry.IsFedBy(source))))];
        lookups = [.. catalogue.Sources.Select(source => new SourceLookup(this, source, Codes.BySource.GetValueOrDefault(source.Id)))];
    }

    /// <summary>The catalogue.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>The code tables.</summary>
    public CodeTables Codes { get; }

    /// <summary>Room for records that wait for their codes; null = none can wait.</summary>
    public HeldBudget? Budget { get; }

    /// <summary>The source with this id, or null.</summary>
    public SourceSystem? FindSource(ReadOnlySpan<byte> id) => sources.TryGet(id, out SourceSystem? source) ? source : null;

    /// <summary>The unit with this code, or null.</summary>
    public UnitNode? FindUnit(ReadOnlySpan<byte> code) => units.TryGet(code, out UnitNode? unit) ? unit : null;

    /// <summary>The metric with this id, or null.</summary>
    public MetricEntry? FindMetric(ReadOnlySpan<byte> id) => metrics.TryGet(id, out MetricEntry? metric) ? metric : null;

    /// <summary>The metric that a source feeds if it feeds exactly one, or null.</summary>
    public MetricEntry? OnlyMetricOf(SourceSystem source) => onlyMetrics[source.Index];

    /// <summary>What a source's codes stand for.</summary>
    public SourceLookup LookupOf(SourceSystem source) => lookups[source.Index];

    /// <summary>Statistical day of a Unix second within the calendar.</summary>
    public int DayOf(long second) => Catalogue.Calendar.DayOfHour(Catalogue.Calendar.HourOf(second));

    /// <summary>Looks again at a record that waits.</summary>
    public HeldVerdict Judge(HeldRecord record)
    {
        RecordKind kind = record.Grain == BucketGrain.Event ? RecordKind.Event : RecordKind.Figure;
        if (Catalogue.FindSource(record.Source) is not { } source || !Catalogue.Calendar.Covers(Catalogue.Calendar.HourOf(record.Second)))
        {
            return HeldVerdict.Wait(record.Unmapped);
        }

        SourceLookup lookup = LookupOf(source);
        int day = DayOf(record.Second);
        MetricEntry? named = FindMetric(Encoding.UTF8.GetBytes(record.Metric));
        CodeFate ofCategory = lookup.FindCategory(named, Encoding.UTF8.GetBytes(record.Category), day, kind, out MetricEntry? metric, out CategoryNode? category);
        CodeFate ofUnit = lookup.FindUnit(Encoding.UTF8.GetBytes(record.Unit), day, kind, out UnitNode? unit);
        if (ofCategory == CodeFate.Ignored || ofUnit == CodeFate.Ignored)
        {
            return HeldVerdict.Drop;
        }

        bool isFed = metric is not null && metric.IsFedBy(source) && (kind == RecordKind.Event ? metric.NotAsEvent : metric.NotAsFigure) is null;
        HeldFields unmapped = (ofCategory == CodeFate.Known && isFed ? HeldFields.None : HeldFields.Category) | (ofUnit == CodeFate.Known ? HeldFields.None : HeldFields.Unit);
        return unmapped != HeldFields.None || metric is null || category is null || unit is null
            ? HeldVerdict.Wait(unmapped)
            : HeldVerdict.Count(Handle(source, metric.Metric, category, unit));
    }

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
    private readonly SourceLookup[] lookups;
    private readonly ConcurrentDictionary<Leaf, int> handles = new();

    private readonly record struct Leaf(int Source, int Metric, int Category, int Unit);
}
