using Tongbi.Collector.Catalog;

namespace Tongbi.Alerts.Tests;

/// <summary>A small catalogue to try rules and routes against.</summary>
internal static class SomeCatalogue
{
    public static Catalogue Small { get; } = CatalogueLoader.Parse(
        """
        timeZone: Asia/Shanghai
        firstYear: 2015
        units:
          - { code: "331125", name: 云和县, nameEn: Yunhe, children: [ { code: "PS01", name: 浮云所, nameEn: Fuyun }, { code: "PS02", name: 元和所, nameEn: Yuanhe } ] }
        sources:
          - { id: dispatch110, name: 110接处警, nameEn: 110 calls, cadence: PT5M, lateAfter: PT15M, silentAfter: PT1H }
          - { id: casework, name: 执法办案, nameEn: Casework, cadence: P1D }
        metrics:
          - { id: incident, name: 警情, nameEn: Incidents, kind: flow, unit: 起, polarity: down, sources: [dispatch110], categories: [ { id: admin, name: 行政, nameEn: Public order, children: [ { id: gambling, name: 赌博, nameEn: Gambling } ] } ] }
          - { id: incident.vice_lead, name: 黄赌毒线索警情, nameEn: Vice leads, kind: selection, of: incident, select: [admin/gambling], polarity: down }
          - { id: case, name: 案件, nameEn: Cases, kind: flow, unit: 起, polarity: neutral, sources: [casework] }
        """,
        "catalog.yaml");
}
