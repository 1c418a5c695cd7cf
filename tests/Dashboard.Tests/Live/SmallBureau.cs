using NodaTime;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Tests.Live;

/// <summary>A small bureau with one wall, for tests of what is pushed.</summary>
internal static class SmallBureau
{
    /// <summary>Friday, half past nine in Shanghai.</summary>
    public static Instant Morning { get; } = Instant.FromUtc(2026, 3, 6, 1, 30);

    public const string CatalogueText = """
        timeZone: Asia/Shanghai
        firstYear: 2015
        units:
          - code: "331125"
            name: 云和县
            nameEn: Yunhe
            children:
              - { code: PS01, name: 浮云所, nameEn: Fuyun }
              - { code: PS02, name: 元和所, nameEn: Yuanhe }
        sources:
          - { id: dispatch110, name: 110接处警, nameEn: 110 calls, cadence: PT5M, lateAfter: PT15M, silentAfter: PT1H }
          - { id: casework, name: 执法办案, nameEn: Casework, cadence: PT1H, lateAfter: PT2H, silentAfter: PT6H }
        metrics:
          - id: incident
            name: 警情
            nameEn: Incidents
            kind: flow
            polarity: down
            sources: [dispatch110]
            categories:
              - id: admin
                name: 行政
                nameEn: Public order
                children: [ { id: gambling, name: 赌博, nameEn: Gambling }, { id: noise, name: 噪声, nameEn: Noise } ]
              - { id: fire, name: 火警, nameEn: Fire }
          - { id: incident.vice_lead, name: 黄赌毒线索, nameEn: Vice leads, kind: selection, of: incident, select: [admin/gambling], polarity: down }
          - { id: case.handled, name: 查处, nameEn: Cases handled, kind: flow, polarity: up, sources: [casework] }

        """;

    public const string WallText = """
        id: wall
        title: 云和县公安局
        titleEn: Yunhe Police
        width: 1920
        height: 1080
        columns: 24
        rows: 12
        panels:
          - { id: cases, kind: headline, x: 0, y: 0, w: 6, h: 3, metric: case.handled, period: ytd, compare: [year] }
          - { id: vice, kind: headline, x: 6, y: 0, w: 6, h: 3, metric: incident.vice_lead, period: ytd, compare: [year, previous] }
          - { id: today, kind: headline, x: 12, y: 0, w: 6, h: 3, metric: incident, period: today, compare: [year] }
          - { id: clock, kind: clock, x: 18, y: 0, w: 6, h: 3 }
          - { id: trend, kind: trend, x: 0, y: 3, w: 12, h: 4, metric: incident }
          - { id: units, kind: ranking, x: 12, y: 3, w: 6, h: 4, metric: incident, by: unit, period: mtd, compare: [year] }
          - { id: shares, kind: shares, x: 0, y: 7, w: 9, h: 5, metric: incident, by: category, period: mtd }
          - { id: heat, kind: heatmap, x: 9, y: 7, w: 9, h: 5, metric: incident }
          - { id: health, kind: sources, x: 18, y: 3, w: 6, h: 9 }

        """;

    public static Catalogue Catalogue(string? text = null) => CatalogueLoader.Parse(text ?? CatalogueText, "catalog.yaml");
}
