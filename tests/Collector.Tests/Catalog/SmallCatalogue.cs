using Xunit;

namespace Tongbi.Collector.Tests.Catalog;

/// <summary>The text of a small valid catalogue, of which a test changes one line.</summary>
internal static class SmallCatalogue
{
    public const string Text = """
        timeZone: Asia/Shanghai
        dayStart: "00:00"
        weekStart: monday
        monthStart: 1
        firstYear: 2015
        units:
          - code: "331125"
            name: 云和县
            nameEn: Yunhe
            children:
              - { code: PS01, name: 浮云所, nameEn: Fuyun }
              - { code: PS02, name: 元和所 }
        sources:
          - { id: dispatch110, name: 110接处警, nameEn: 110 calls, cadence: PT5M, lateAfter: PT15M, silentAfter: PT1H }
          - { id: mediation, name: 矛盾调解, cadence: P1D }
        metrics:
          - { id: vice, name: 黄赌毒, kind: selection, of: incident, select: [admin/gambling, drugs], polarity: down }
          - id: incident
            name: 警情
            nameEn: Incidents
            kind: flow
            polarity: down
            group: intel
            sources: [dispatch110]
            definition: 有效警情
            categories:
              - id: admin
                name: 行政
                children:
                  - { id: gambling, name: 赌博, validFrom: 2026-01-01, validTo: 2030-01-01 }
              - { id: drugs, name: 毒品 }
          - { id: accepted, name: 受理, kind: flow, unit: 件, sources: [mediation] }
          - { id: resolved, name: 化解, kind: flow, unit: 件, sources: [mediation] }
          - { id: workers, name: 网格员, kind: stock, unit: 人, sources: [mediation] }
          - { id: rate, name: 化解率, kind: ratio, numerator: resolved, denominator: accepted }
        holidays: { 2026: { springFestival: { from: 2026-02-15, to: 2026-02-23 } } }

        """;

    /// <summary>The text with one piece replaced; the piece must be there.</summary>
    public static string With(string piece, string replacement)
    {
        Assert.Contains(piece, Text, StringComparison.Ordinal);
        return Text.Replace(piece, replacement, StringComparison.Ordinal);
    }
}
