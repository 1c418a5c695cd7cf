using NodaTime;
using NodaTime.Text;

namespace Tongbi.Collector.Catalog;

/// <summary>What <c>GET /api/v1/catalog</c> answers: the catalogue in force, in the shape of its file. Plain values only.</summary>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="DayStart">Start of the statistical day, HH:mm.</param>
/// <param name="WeekStart">Name of the first weekday, small letters.</param>
/// <param name="MonthStart">Day on which the statistical month starts.</param>
/// <param name="FirstYear">First year that may be counted.</param>
/// <param name="Demo">Whether simulated data may be made.</param>
/// <param name="Units">The unit tree: one root.</param>
/// <param name="Sources">The sources.</param>
/// <param name="Metrics">The metrics.</param>
/// <param name="Holidays">Year → name → window.</param>
public sealed record CatalogueDocument(
    string TimeZone,
    string DayStart,
    string WeekStart,
    int MonthStart,
    int FirstYear,
    bool Demo,
    IReadOnlyList<CatalogueDocument.Unit> Units,
    IReadOnlyList<CatalogueDocument.Source> Sources,
    IReadOnlyList<CatalogueDocument.MetricEntry> Metrics,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, CatalogueDocument.Holiday>> Holidays)
{
    /// <summary>Writes a catalogue out.</summary>
    public static CatalogueDocument Of(Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return new CatalogueDocument(
            catalogue.Calendar.Zone.Id,
            LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(catalogue.Calendar.DayStart),
            Word(catalogue.Calendar.WeekStart),
            catalogue.Calendar.MonthStart,
            catalogue.Calendar.FirstYear,
            catalogue.IsDemo,
            [Tree(catalogue.RootUnit)],
            [.. catalogue.Sources.Select(source => new Source(source.Id, source.Name, source.NameEn, Iso(source.Cadence), Iso(source.LateAfter), Iso(source.SilentAfter)))],
            [.. catalogue.Metrics.Select(Entry)],
            catalogue.Holidays
                .GroupBy(holiday => LocalDatePattern.CreateWithInvariantCulture("yyyy").Format(new LocalDate(holiday.Year, 1, 1)))
                .ToDictionary(
                    year => year.Key,
                    IReadOnlyDictionary<string, Holiday> (year) => year.ToDictionary(
                        holiday => holiday.Name,
                        holiday => new Holiday(LocalDatePattern.Iso.Format(holiday.From), LocalDatePattern.Iso.Format(holiday.To)))));
    }

    private static Unit Tree(UnitNode unit) => new(unit.Code, unit.Name, unit.NameEn, [.. unit.Children.Select(Tree)]);

    private static Category Tree(CategoryNode node) => new(
        node.Id,
        node.Path,
        node.Name,
        node.NameEn,
        node.ValidFrom is { } from ? LocalDatePattern.Iso.Format(from) : null,
        node.ValidTo is { } to ? LocalDatePattern.Iso.Format(to) : null,
        [.. node.Children.Select(Tree)]);

    private static MetricEntry Entry(Metric metric) => new(
        metric.Id,
        metric.Name,
        metric.NameEn,
        Word(metric.Kind),
        metric.Unit,
        Word(metric.Polarity),
        metric.Group,
        metric.Definition,
        metric.DefinitionEn,
        [.. metric.Sources.Select(source => source.Id)],
        [.. metric.Categories[0].Children.Select(Tree)],
        metric.Of?.Id,
        [.. metric.Select.Select(node => node.Path)],
        metric.Numerator?.Id,
        metric.Denominator?.Id,
        metric.Reconcile is { } pair ? [pair.Counted.Id, pair.Against.Id] : []);

    private static string Iso(Duration duration) =>
        PeriodPattern.NormalizingIso.Format(Period.FromSeconds((long)duration.TotalSeconds).Normalize());

    private static string Word<T>(T value)
        where T : struct, Enum => Enum.GetName(value)?.ToLowerInvariant() ?? "";

    /// <summary>A unit and those below it.</summary>
    /// <param name="Code">Opaque code.</param>
    /// <param name="Name">Chinese name.</param>
    /// <param name="NameEn">English name.</param>
    /// <param name="Children">Units one level down.</param>
    public sealed record Unit(string Code, string Name, string NameEn, IReadOnlyList<Unit> Children);

    /// <summary>A source.</summary>
    /// <param name="Id">Source id.</param>
    /// <param name="Name">Chinese name.</param>
    /// <param name="NameEn">English name.</param>
    /// <param name="Cadence">ISO 8601 duration between deliveries.</param>
    /// <param name="LateAfter">ISO 8601 age at which it is late.</param>
    /// <param name="SilentAfter">ISO 8601 age at which it is silent.</param>
    public sealed record Source(string Id, string Name, string NameEn, string Cadence, string LateAfter, string SilentAfter);

    /// <summary>A metric with its definition.</summary>
    /// <param name="Id">Metric id.</param>
    /// <param name="Name">Chinese name.</param>
    /// <param name="NameEn">English name.</param>
    /// <param name="Kind">flow, stock, ratio or selection.</param>
    /// <param name="Unit">Unit of measure.</param>
    /// <param name="Polarity">up, down or neutral.</param>
    /// <param name="Group">Group, or empty.</param>
    /// <param name="Definition">统计口径 in Chinese.</param>
    /// <param name="DefinitionEn">统计口径 in English.</param>
    /// <param name="Sources">Ids of the authoritative sources.</param>
    /// <param name="Categories">The category tree below the root.</param>
    /// <param name="Of">Selection: id of the metric selected from.</param>
    /// <param name="Select">Selection: chosen category paths.</param>
    /// <param name="Numerator">Ratio: id above the line.</param>
    /// <param name="Denominator">Ratio: id below the line.</param>
    /// <param name="Reconcile">Two of the sources that tell the same fact: the one that counts and the one held against it; empty where none do.</param>
    public sealed record MetricEntry(
        string Id,
        string Name,
        string NameEn,
        string Kind,
        string Unit,
        string Polarity,
        string Group,
        string Definition,
        string DefinitionEn,
        IReadOnlyList<string> Sources,
        IReadOnlyList<Category> Categories,
        string? Of,
        IReadOnlyList<string> Select,
        string? Numerator,
        string? Denominator,
        IReadOnlyList<string> Reconcile);

    /// <summary>A category and those below it.</summary>
    /// <param name="Id">Last part of the path.</param>
    /// <param name="Path">Whole path, <c>a/b</c>.</param>
    /// <param name="Name">Chinese name.</param>
    /// <param name="NameEn">English name.</param>
    /// <param name="ValidFrom">First date it exists, or null.</param>
    /// <param name="ValidTo">Date from which it no longer exists, or null.</param>
    /// <param name="Children">Categories one level down.</param>
    public sealed record Category(string Id, string Path, string Name, string NameEn, string? ValidFrom, string? ValidTo, IReadOnlyList<Category> Children);

    /// <summary>An unbroken run of days off.</summary>
    /// <param name="From">First day off.</param>
    /// <param name="To">Last day off.</param>
    public sealed record Holiday(string From, string To);
}
