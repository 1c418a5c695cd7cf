using System.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Codes;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// Finds what a source's codes stand for: by the source's own table where it names the code, else by the catalogue. Where the table names a
/// code but no line of it holds on the date, the code is unmapped: the table has the last word on what it names. Thread-safe.
/// </summary>
internal sealed class SourceLookup
{
    /// <summary>Binds the tables of a source, if it has any, to a catalogue.</summary>
    public SourceLookup(CatalogueIndex catalogue, SourceSystem source, SourceCodes? codes)
    {
        this.catalogue = catalogue;
        this.source = source;
        Codes = codes;
        if (codes is null)
        {
            return;
        }

        units = Bind(codes.Units, line => (catalogue.Catalogue.FindUnit(line.To), null, null));
        foreach ((string name, IReadOnlyList<CodeMapping> lines) in codes.Categories)
        {
            Metric? ofTable = catalogue.Catalogue.FindMetric(name);
            Utf8Table<BoundCode[]> table = Bind(lines, line => BindCategory(line, ofTable));
            if (name == SourceCodes.AnyMetric)
            {
                anyMetric = table;
            }
            else if (ofTable is not null)
            {
                categories[ofTable.Index] = table;
            }
        }
    }

    /// <summary>The source's tables; null if it has none.</summary>
    public SourceCodes? Codes { get; }

    /// <summary>Whether a category's code may choose the metric of a record that names none.</summary>
    public bool MayChooseMetric => anyMetric is not null;

    /// <summary>Finds a unit.</summary>
    /// <param name="code">The code as sent.</param>
    /// <param name="day">Statistical day of the record.</param>
    /// <param name="kind">What the record is.</param>
    /// <param name="unit">The unit, if known.</param>
    public CodeFate FindUnit(ReadOnlySpan<byte> code, int day, RecordKind kind, out UnitNode? unit)
    {
        if (units is not null && units.TryGet(code, out BoundCode[]? lines))
        {
            BoundCode? line = Pick(lines, day);
            unit = line?.Unit;
            return FateOf(line, line?.Unit is not null, kind);
        }

        unit = catalogue.FindUnit(code);
        return unit is null ? CodeFate.Unmapped : CodeFate.Known;
    }

    /// <summary>Finds a category, and the metric where the code chooses it.</summary>
    /// <param name="metric">The metric that the record names; null if none.</param>
    /// <param name="code">The code as sent; empty = the root.</param>
    /// <param name="day">Statistical day of the record.</param>
    /// <param name="kind">What the record is.</param>
    /// <param name="chosen">The metric to count in, if known.</param>
    /// <param name="category">The category, if known.</param>
    public CodeFate FindCategory(MetricEntry? metric, ReadOnlySpan<byte> code, int day, RecordKind kind, out MetricEntry? chosen, out CategoryNode? category)
    {
        chosen = metric;
        category = null;
        Utf8Table<BoundCode[]>? table = metric is null ? anyMetric : categories.GetValueOrDefault(metric.Metric.Index);
        if (table is not null && table.TryGet(code, out BoundCode[]? lines))
        {
            BoundCode? line = Pick(lines, day);
            chosen = line?.Metric ?? metric;
            category = line?.Category;
            return FateOf(line, category is not null && chosen is not null, kind);
        }

        category = code.IsEmpty ? metric?.Metric.Categories[0] : metric?.FindCategory(code);
        return category is null ? CodeFate.Unmapped : CodeFate.Known;
    }

    private static BoundCode? Pick(BoundCode[] lines, int day)
    {
        foreach (BoundCode line in lines)
        {
            if (day >= line.FromDay && day < line.ToDay)
            {
                return line;
            }
        }

        return null;
    }

    private static CodeFate FateOf(BoundCode? line, bool isBound, RecordKind kind) => line switch
    {
        null => CodeFate.Unmapped,
        { IsIgnored: true } => CodeFate.Ignored,
        _ when !isBound => CodeFate.Unmapped,
        { IsShared: true } when kind == RecordKind.Figure => CodeFate.Shared,
        _ => CodeFate.Known,
    };

    private (UnitNode? Unit, MetricEntry? Metric, CategoryNode? Category) BindCategory(CodeMapping line, Metric? ofTable)
    {
        string id = line.Metric.Length > 0 ? line.Metric : ofTable?.Id ?? "";
        return catalogue.FindMetric(Encoding.UTF8.GetBytes(id)) is { } entry && entry.Metric.IsFed && entry.IsFedBy(source)
            ? (null, entry, entry.Metric.FindCategory(line.To))
            : (null, null, null);
    }

    private static Utf8Table<BoundCode[]> Bind(IReadOnlyList<CodeMapping> lines, Func<CodeMapping, (UnitNode? Unit, MetricEntry? Metric, CategoryNode? Category)> target)
    {
        ILookup<(string, string), CodeMapping> byTarget = lines.Where(line => !line.IsIgnored).ToLookup(line => (line.Metric, line.To));
        return new Utf8Table<BoundCode[]>(lines
            .GroupBy(line => line.Code, StringComparer.Ordinal)
            .Select(code => KeyValuePair.Create(code.Key, code.Select(BindLine).ToArray())));

        BoundCode BindLine(CodeMapping line)
        {
            (UnitNode? unit, MetricEntry? metric, CategoryNode? category) = line.IsIgnored ? default : target(line);
            bool isShared = byTarget[(line.Metric, line.To)].Any(other => other.Code != line.Code && other.Overlaps(line));
            return new BoundCode(
                line.ValidFrom is { } from ? OfficeCalendar.DayNumber(from) : int.MinValue,
                line.ValidTo is { } to ? OfficeCalendar.DayNumber(to) : int.MaxValue,
                unit,
                metric,
                category,
                line.IsIgnored,
                isShared);
        }
    }

    private readonly CatalogueIndex catalogue;
    private readonly SourceSystem source;
    private readonly Utf8Table<BoundCode[]>? units;
    private readonly Utf8Table<BoundCode[]>? anyMetric;
    private readonly Dictionary<int, Utf8Table<BoundCode[]>> categories = [];
}
