using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Testing;

namespace Tongbi.Fuzz.Bodies;

/// <summary>A small catalogue and what validation needs, shared by all cases; the clock stands at 2026-03-01T00:00:00Z.</summary>
internal static class FuzzBureau
{
    private const string CatalogueText = """
        timeZone: America/Chicago
        firstYear: 2015
        dayStart: "08:00"
        units: [ { code: "331125", name: 云和县, children: [ { code: PS01, name: 浮云所 } ] } ]
        sources:
          - { id: dispatch110, name: 110接处警, cadence: PT5M }
          - { id: mediation, name: 矛盾调解, cadence: P1D }
        metrics:
          - id: incident
            name: 警情
            kind: flow
            sources: [dispatch110]
            categories: [ { id: admin, name: 行政, children: [ { id: gambling, name: 赌博 } ] }, { id: 盗窃, name: 盗窃 } ]
          - { id: accepted, name: 受理, kind: flow, sources: [mediation] }
          - { id: workers, name: 网格员, kind: stock, unit: 人, sources: [mediation] }

        """;

    /// <summary>Metrics, units and the like that occur in cases; the first is good.</summary>
    public static readonly string[] Metrics = ["incident", "accepted", "workers", "none", ""];

    /// <summary>Sources.</summary>
    public static readonly string[] Sources = ["dispatch110", "mediation", "nobody", ""];

    /// <summary>Units.</summary>
    public static readonly string[] Units = ["PS01", "331125", "PS99", ""];

    /// <summary>Categories.</summary>
    public static readonly string[] Categories = ["admin", "admin/gambling", "盗窃", "", "x"];

    /// <summary>Numbers in good and bad spellings.</summary>
    public static readonly string[] Numbers = ["1", "0", "-1", "7", "1000000", "1000001", "9223372036854775807", "9223372036854775808", "1.0", "1e3", "-0", "00", "1e999", "-", "\"1\""];

    static FuzzBureau()
    {
        Catalogue = CatalogueLoader.Parse(CatalogueText, "catalog.yaml");
        Series = new SeriesRegistry();
        Index = new CatalogueIndex(Catalogue, Series);
        Hasher = IdHashKey.LoadOrCreate(Folder.File("id-hash.key")).CreateHasher();
        Spool = new SpoolFolder(Folder.File("spool"));
        Times = new TimeLimits(Catalogue.Calendar, Now);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Folder.Dispose();
    }

    /// <summary>The clock.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The catalogue.</summary>
    public static Catalogue Catalogue { get; }

    /// <summary>The series that records were of so far.</summary>
    public static SeriesRegistry Series { get; }

    /// <summary>The catalogue, arranged for validation.</summary>
    public static CatalogueIndex Index { get; }

    /// <summary>Which times are taken.</summary>
    public static TimeLimits Times { get; }

    /// <summary>The spool folder; cases are too small to use it.</summary>
    public static SpoolFolder Spool { get; }

    /// <summary>Limits as shipped.</summary>
    public static IngestLimits Limits { get; } = new();

    /// <summary>Judges events.</summary>
    public static EventValidator NewEventValidator() => new(Index, MayIngest, Times, Hasher);

    /// <summary>Judges figures.</summary>
    public static FigureValidator NewFigureValidator() => new(Index, MayIngest, Times);

    /// <summary>Takes events.</summary>
    public static EventIntake NewEventIntake() => new(Index, NewEventValidator(), Spool, Limits);

    /// <summary>Takes figures.</summary>
    public static FigureIntake NewFigureIntake() => new(Index, NewFigureValidator(), Spool, Limits);

    private static bool MayIngest(string source) => source != "mediation2";

    private static readonly TemporaryFolder Folder = new();
    private static readonly IdHasher Hasher;
}
