using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Tests.Counts;

/// <summary>Catalogues for the cube's tests. Each has <c>incident</c> (source a), <c>lead</c> (sources a and b, in some of the random ones telling the same: b counts), <c>case</c> (source b) and the stock <c>worker</c> (source b).</summary>
internal static class CubeCatalogues
{
    private static readonly OfficeCalendar[] Calendars =
    [
        new(DateTimeZoneProviders.Tzdb["America/Chicago"], LocalTime.Midnight, IsoDayOfWeek.Monday, 1, 2016),
        new(DateTimeZoneProviders.Tzdb["America/Chicago"], new LocalTime(8, 0), IsoDayOfWeek.Monday, 26, 2016),
        new(DateTimeZoneProviders.Tzdb["Asia/Shanghai"], new LocalTime(8, 0), IsoDayOfWeek.Monday, 1, 2016),
    ];

    /// <summary>R over A (A1, A2) and B; categories admin (gambling, noise) and theft.</summary>
    public static Catalogue Small(int calendar = 0, bool withNoise = true, Duration? lateAfter = null)
    {
        UnitNode root = new(0, "R", "R", "R", null);
        UnitNode a = new(1, "A", "A", "A", root);
        UnitNode[] units = [root, a, new(2, "A1", "A1", "A1", a), new(3, "A2", "A2", "A2", a), new(4, "B", "B", "B", root)];
        return Of(Calendars[calendar], units, () =>
        {
            CategoryNode top = new(0, "", "", "", null);
            CategoryNode admin = new(1, "admin", "admin", "admin", top);
            List<CategoryNode> all = [top, admin, new(2, "gambling", "gambling", "gambling", admin)];
            if (withNoise)
            {
                all.Add(new(3, "noise", "noise", "noise", admin));
            }

            all.Add(new(all.Count, "theft", "theft", "theft", top));
            return all;
        }, lateAfter);
    }

    /// <summary>Random trees of units and categories under one of the calendars.</summary>
    public static Catalogue Random(int seed)
    {
        Random random = new(seed);
        List<UnitNode> units = [];
        Grow(units, null, 0, (index, parent) => new UnitNode(index, "u" + index, "", "", parent));
        int shape = random.Next();
        return Of(Calendars[random.Next(Calendars.Length)], units, () =>
        {
            random = new(shape);
            List<CategoryNode> categories = [];
            Grow(categories, null, 0, (index, parent) => new CategoryNode(index, parent is null ? "" : "c" + index, "", "", parent));
            return categories;
        }, reconcile: seed % 3 == 0);

        void Grow<T>(List<T> all, T? parent, int depth, Func<int, T?, T> make)
            where T : class
        {
            T node = make(all.Count, parent);
            all.Add(node);
            for (int i = depth == 0 ? random.Next(4) : random.Next(3); i > 0 && depth < 3 && all.Count < 8; i--)
            {
                Grow(all, node, depth + 1, make);
            }
        }
    }

    private static Catalogue Of(OfficeCalendar calendar, IReadOnlyList<UnitNode> units, Func<IReadOnlyList<CategoryNode>> categories, Duration? lateAfter = null, bool reconcile = false)
    {
        SourceSystem a = new(0, "a", "a", "a", Duration.FromMinutes(5), lateAfter ?? Duration.FromMinutes(15), Duration.FromHours(1));
        SourceSystem b = new(1, "b", "b", "b", Duration.FromMinutes(5), lateAfter ?? Duration.FromMinutes(15), Duration.FromHours(1));
        Metric[] metrics =
        [
            Metric(0, "incident", MetricKind.Flow, [a]),
            Metric(1, "lead", MetricKind.Flow, [a, b], reconcile ? new ReconciledSources(b, a) : null),
            Metric(2, "case", MetricKind.Flow, [b]),
            Metric(3, "worker", MetricKind.Stock, [b]),
        ];
        return new Catalogue(calendar, units, [a, b], metrics, [], isDemo: false);

        Metric Metric(int index, string id, MetricKind kind, SourceSystem[] sources, ReconciledSources? pair = null) =>
            new() { Index = index, Id = id, Name = id, NameEn = id, Kind = kind, Unit = "起", Sources = sources, Reconcile = pair, Categories = categories() };
    }
}
