using System.Globalization;
using System.Text;

namespace Tongbi.Benchmarks.Live;

/// <summary>A made-up city: one root, districts of ten stations, a tree of thirty categories, and a wall over it.</summary>
internal sealed class BenchmarkCity(int units)
{
    private const int Categories = 30;
#pragma warning disable RS0030 // Seeded: the same records at every run.
    private readonly Random random = new(20260306);
#pragma warning restore RS0030
    private long next;

    public int Units { get; } = units;

    public static void WriteConfiguration(string folder, int units)
    {
        Directory.CreateDirectory(Path.Combine(folder, "walls"));
        File.WriteAllText(Path.Combine(folder, "catalog.yaml"), Catalogue(units));
        File.WriteAllText(Path.Combine(folder, "walls", "wall.yaml"), Wall);
    }

    /// <summary>Events of the last days, as NDJSON.</summary>
    public string Events(int count, int spanDays)
    {
        StringBuilder lines = new(count * 160);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        for (int number = 0; number < count; number++)
        {
            int category = random.Next(Categories);
            DateTimeOffset at = now - TimeSpan.FromSeconds(random.NextInt64(spanDays * 86_400L));
            lines.Append(CultureInfo.InvariantCulture, $$"""{"source":"dispatch110","id":"E{{next++}}","metric":"incident","category":"g{{category / 6}}/c{{category}}","unit":"S{{random.Next(Units)}}","occurredAt":"{{at:yyyy-MM-ddTHH:mm:ssZ}}"}""").Append('\n');
        }

        return lines.ToString();
    }

    private static string Catalogue(int units)
    {
        StringBuilder text = new("""
            timeZone: Asia/Shanghai
            firstYear: 2020
            units:
              - code: CITY
                name: 大市
                nameEn: City
                children:

            """);
        for (int district = 0; district * 10 < units; district++)
        {
            IEnumerable<string> stations = Enumerable.Range(district * 10, Math.Min(10, units - (district * 10))).Select(station => $$"""{ code: S{{station}}, name: 第{{station}}所, nameEn: Station {{station}} }""");
            text.Append(CultureInfo.InvariantCulture, $$"""      - { code: D{{district}}, name: 第{{district}}分局, nameEn: District {{district}}, children: [ {{string.Join(", ", stations)}} ] }""").Append('\n');
        }

        IEnumerable<string> groups = Enumerable.Range(0, Categories / 6).Select(group =>
            $$"""{ id: g{{group}}, name: 第{{group}}类, nameEn: Group {{group}}, children: [ {{string.Join(", ", Enumerable.Range(group * 6, 6).Select(category => $$"""{ id: c{{category}}, name: 第{{category}}种, nameEn: Kind {{category}} }"""))}} ] }""");
        text.Append("""
            sources:
              - { id: dispatch110, name: 110接处警, nameEn: 110 calls, cadence: PT5M, lateAfter: PT15M, silentAfter: PT1H }
            metrics:

            """);
        text.Append(CultureInfo.InvariantCulture, $"  - {{ id: incident, name: 警情, nameEn: Incidents, kind: flow, sources: [dispatch110], categories: [ {string.Join(", ", groups)} ] }}\n");
        text.Append("  - { id: vice, name: 黄赌毒线索, nameEn: Vice leads, kind: selection, of: incident, select: [g0/c1, g1/c7, g2/c13] }\n");
        return text.ToString();
    }

    private const string Wall = """
        id: wall
        title: 大市
        titleEn: City
        width: 1920
        height: 1080
        columns: 24
        rows: 12
        panels:
          - { id: year, kind: headline, x: 0, y: 0, w: 6, h: 3, metric: incident, period: ytd, compare: [year, previous] }
          - { id: month, kind: headline, x: 6, y: 0, w: 6, h: 3, metric: incident, period: mtd, compare: [year] }
          - { id: vice, kind: headline, x: 12, y: 0, w: 6, h: 3, metric: vice, period: ytd, compare: [year] }
          - { id: today, kind: headline, x: 18, y: 0, w: 6, h: 3, metric: incident, period: today, compare: [year] }
          - { id: trend, kind: trend, x: 0, y: 3, w: 9, h: 5, metric: incident }
          - { id: days, kind: trend, x: 9, y: 3, w: 9, h: 5, metric: incident, grain: day, span: last-28d }
          - { id: units, kind: ranking, x: 18, y: 3, w: 6, h: 5, metric: incident, by: unit, period: mtd, compare: [year] }
          - { id: shares, kind: shares, x: 0, y: 8, w: 6, h: 4, metric: incident, by: category, period: mtd, compare: [year] }
          - { id: heat, kind: heatmap, x: 6, y: 8, w: 12, h: 4, metric: incident }
          - { id: health, kind: sources, x: 18, y: 8, w: 6, h: 4 }

        """;
}
