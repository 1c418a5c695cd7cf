using System.Collections.Concurrent;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Statistics;

/// <summary>
/// A small office to ask questions of: a county with two stations (one with a post below it), two sources, metrics of every kind, and a plain list of
/// counts. A test states only what matters to it.
/// </summary>
internal sealed class Office
{
    public Office(string zone = "Asia/Shanghai", int dayStart = 0, int monthStart = 1, IsoDayOfWeek weekStart = IsoDayOfWeek.Monday, LocalDate? drugsTo = null, LocalDate? fraudFrom = null)
    {
        Calendar = Calendars.GetOrAdd((zone, dayStart, monthStart, weekStart), _ => new OfficeCalendar(DateTimeZoneProviders.Tzdb[zone], new LocalTime(dayStart, 0), weekStart, monthStart, 2014));
        County = new UnitNode(0, "C", "县", "County", null);
        North = new UnitNode(1, "N", "北所", "North", County);
        Post = new UnitNode(2, "NP", "北警务站", "North post", North);
        South = new UnitNode(3, "S", "南所", "South", County);
        Calls = new SourceSystem(0, "calls", "接处警", "Calls", Duration.FromMinutes(5), Duration.FromMinutes(15), Duration.FromHours(1));
        Desk = new SourceSystem(1, "desk", "窗口", "Desk", Duration.FromHours(1), Duration.FromHours(2), Duration.FromHours(4));
        CategoryNode incidents = new(0, "", "警情", "Incidents", null);
        Admin = new CategoryNode(1, "admin", "行政", "Public order", incidents);
        Gambling = new CategoryNode(2, "gambling", "赌博", "Gambling", Admin);
        Drugs = new CategoryNode(3, "drugs", "吸毒", "Drugs", Admin, validTo: drugsTo);
        Fraud = new CategoryNode(4, "fraud", "诈骗", "Fraud", incidents, validFrom: fraudFrom);
        Incident = Fed(0, "incident", MetricKind.Flow, "起", [Calls], [incidents, Admin, Gambling, Drugs, Fraud]);
        Vice = new Metric
        {
            Index = 1,
            Id = "incident.vice",
            Name = "黄赌毒",
            NameEn = "Vice",
            Kind = MetricKind.Selection,
            Unit = "起",
            Of = Incident,
            Select = [Gambling, Drugs],
            Categories = [Root()],
        };
        Workers = Fed(2, "workers", MetricKind.Stock, "人", [Desk], [Root()]);
        Accepted = Fed(3, "accepted", MetricKind.Flow, "件", [Desk], [Root()]);
        Resolved = Fed(4, "resolved", MetricKind.Flow, "件", [Desk], [Root()]);
        ResolveRate = new Metric
        {
            Index = 5,
            Id = "resolve_rate",
            Name = "化解率",
            NameEn = "Resolved",
            Kind = MetricKind.Ratio,
            Unit = "%",
            Numerator = Resolved,
            Denominator = Accepted,
            Categories = [Root()],
        };
        Shared = Fed(6, "shared", MetricKind.Flow, "起", [Calls, Desk], [Root()]);
        Told = new Metric { Index = 7, Id = "told", Name = "told", NameEn = "told", Kind = MetricKind.Flow, Unit = "起", Sources = [Calls, Desk], Reconcile = new ReconciledSources(Desk, Calls), Categories = [Root()] };
        Catalogue = new Catalogue(Calendar, [County, North, Post, South], [Calls, Desk], [Incident, Vice, Workers, Accepted, Resolved, ResolveRate, Shared, Told], [], isDemo: false);
        Counts = new ListedCounts(Catalogue);
    }

    public OfficeCalendar Calendar { get; }

    public Catalogue Catalogue { get; }

    public ListedCounts Counts { get; }

    public UnitNode County { get; }

    public UnitNode North { get; }

    public UnitNode Post { get; }

    public UnitNode South { get; }

    public SourceSystem Calls { get; }

    public SourceSystem Desk { get; }

    public CategoryNode Admin { get; }

    public CategoryNode Gambling { get; }

    public CategoryNode Drugs { get; }

    public CategoryNode Fraud { get; }

    /// <summary>A flow of calls with a category tree, 起.</summary>
    public Metric Incident { get; }

    /// <summary>A selection over incidents.</summary>
    public Metric Vice { get; }

    /// <summary>A stock from the desk, 人.</summary>
    public Metric Workers { get; }

    /// <summary>A flow from the desk, 件: the ratio's denominator.</summary>
    public Metric Accepted { get; }

    /// <summary>A flow from the desk, 件: the ratio's numerator.</summary>
    public Metric Resolved { get; }

    public Metric ResolveRate { get; }

    /// <summary>A flow that both sources feed.</summary>
    public Metric Shared { get; }

    /// <summary>A flow that both sources tell: the desk's counts, the calls' is held against it.</summary>
    public Metric Told { get; }

    public static Instant At(string text) => OffsetDateTimePattern.Rfc3339.Parse(text).GetValueOrThrow().ToInstant();

    public static int Day(string date) => OfficeCalendar.DayNumber(LocalDatePattern.Iso.Parse(date).GetValueOrThrow());

    public int Hour(string local) => Calendar.HourOfLocal(LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH").Parse(local).GetValueOrThrow());

    /// <summary>So many in one wall-clock hour; the source is the metric's first unless given.</summary>
    public Office Count(string local, long count, Metric? metric = null, CategoryNode? category = null, UnitNode? unit = null, SourceSystem? source = null)
    {
        int hour = Hour(local);
        Counts.Add(Leaf(metric, category, unit, source), hour, hour + 1, count);
        return this;
    }

    /// <summary>A ready figure of whole statistical days.</summary>
    public Office Figure(string from, string to, long count, Metric? metric = null, CategoryNode? category = null, UnitNode? unit = null, BucketGrain grain = BucketGrain.Day)
    {
        Counts.AddDays(Leaf(metric, category, unit, null), Day(from), Day(to), count, grain);
        return this;
    }

    /// <summary>All of a metric's sources have told everything from one day to another (exclusive).</summary>
    public Office Known(string from, string to, Metric? metric = null) => KnownHours(Calendar.FirstHourOfDay(Day(from)), Calendar.FirstHourOfDay(Day(to)), metric);

    public Office KnownHours(int from, int to, Metric? metric = null)
    {
        foreach (SourceSystem source in (metric ?? Incident).Sources)
        {
            Counts.Know(source, metric ?? Incident, from, to);
        }

        return this;
    }

    public StatisticsAnswer Ask(string at, StatisticsRequest request, Rounding rounding = Rounding.HalfAwayFromZero) => new StatisticsEngine(rounding).Evaluate(Counts, request, At(at));

    /// <summary>One figure of the county.</summary>
    public StatisticItem Ask(string at, string period, string compare = "year", Metric? metric = null, Rounding rounding = Rounding.HalfAwayFromZero) =>
        Xunit.Assert.Single(Ask(at, Request(period, compare, metric), rounding).Items);

    public StatisticComparison Compare(string at, string period, string compare = "year", Metric? metric = null, Rounding rounding = Rounding.HalfAwayFromZero) =>
        Ask(at, period, compare, metric, rounding).Comparisons[compare];

    public StatisticsRequest Request(string period, string compare = "year", Metric? metric = null) =>
        new() { Metrics = [metric ?? Incident], Unit = County, Periods = [period], Compare = [compare] };

    public SeriesAnswer Curve(string at, string from, string to, string grain, Metric? metric = null, SplitBy? by = null) =>
        new StatisticsEngine().Evaluate(Counts, new SeriesRequest { Metrics = [metric ?? Incident], Unit = County, From = from, To = to, Grain = grain, By = by }, At(at));

    // Its tables take some milliseconds to fill, and thousands of small offices share a few.
    private static readonly ConcurrentDictionary<(string, int, int, IsoDayOfWeek), OfficeCalendar> Calendars = new();

    private CountNode Leaf(Metric? metric, CategoryNode? category, UnitNode? unit, SourceSystem? source)
    {
        Metric fed = metric ?? Incident;
        return new CountNode(fed, category ?? fed.Categories[0], unit ?? South, source ?? fed.Sources[0]);
    }

    private static CategoryNode Root() => new(0, "", "", "", null);

    private static Metric Fed(int index, string id, MetricKind kind, string unit, IReadOnlyList<SourceSystem> sources, IReadOnlyList<CategoryNode> categories) =>
        new() { Index = index, Id = id, Name = id, NameEn = id, Kind = kind, Unit = unit, Sources = sources, Categories = categories };
}
