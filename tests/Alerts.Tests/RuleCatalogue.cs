using Tongbi.Collector.Catalog;

namespace Tongbi.Alerts.Tests;

/// <summary>A county with two stations, one with a post, and metrics of every kind.</summary>
internal static class RuleCatalogue
{
    public static Catalogue Instance { get; } = CatalogueLoader.Parse(
        """
        timeZone: Asia/Shanghai
        firstYear: 2015
        units: [ { code: C, name: 县, nameEn: County, children: [ { code: N, name: 北所, nameEn: North, children: [ { code: NP, name: 北站, nameEn: Post } ] }, { code: S, name: 南所, nameEn: South } ] } ]
        sources:
          - { id: calls, name: 接处警, nameEn: Calls, cadence: PT5M, lateAfter: PT15M, silentAfter: PT1H }
          - { id: desk, name: 窗口, nameEn: Desk, cadence: PT1H }
        metrics:
          - { id: incident, name: 警情, nameEn: Incidents, kind: flow, unit: 起, group: intel, sources: [calls], categories: [ { id: admin, name: 行政, children: [ { id: gambling, name: 赌博 } ] }, { id: fraud, name: 诈骗 } ] }
          - { id: vice, name: 黄赌毒, nameEn: Vice, kind: selection, of: incident, select: [admin/gambling] }
          - { id: workers, name: 网格员, kind: stock, unit: 人, sources: [desk] }
          - { id: accepted, name: 受理, kind: flow, unit: 件, sources: [desk] }
          - { id: resolved, name: 化解, kind: flow, unit: 件, sources: [desk] }
          - { id: resolve_rate, name: 化解率, kind: ratio, numerator: resolved, denominator: accepted }

        """,
        "catalog.yaml");
}
