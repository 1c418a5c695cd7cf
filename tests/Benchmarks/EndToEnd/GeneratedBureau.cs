using System.Globalization;
using System.Text;

namespace Tongbi.Benchmarks.EndToEnd;

/// <summary>A bureau of a given size: its configuration directory and its events, the same on every run.</summary>
/// <param name="Name">county or city.</param>
/// <param name="Units">Stations below the root.</param>
/// <param name="EventsAYear">Events in each of three years.</param>
internal sealed record GeneratedBureau(string Name, int Units, int EventsAYear)
{
    private const int Groups = 12;
    private const int Leaves = 5;

    public static GeneratedBureau County { get; } = new("county", 12, 60_000);

    public static GeneratedBureau City { get; } = new("city", 120, 1_500_000);

    public static GeneratedBureau Named(string name) => name == "county" ? County : City;

    /// <summary>Writes catalogue and wall into a folder.</summary>
    public void WriteConfiguration(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "walls"));
        StringBuilder yaml = new();
        yaml.AppendLine("timeZone: Asia/Shanghai\nfirstYear: 2015\nunits:\n  - code: \"ROOT\"\n    name: 全局\n    nameEn: All\n    children:");
        for (int unit = 0; unit < Units; unit++)
        {
            yaml.AppendLine(CultureInfo.InvariantCulture, $"      - {{ code: \"U{unit}\", name: 第{unit}所, nameEn: Station {unit} }}");
        }

        yaml.AppendLine("sources:\n  - { id: dispatch110, name: 110接处警, nameEn: 110 calls, cadence: PT5M, lateAfter: PT15M, silentAfter: PT1H }");
        yaml.AppendLine("metrics:\n  - id: incident\n    name: 警情\n    nameEn: Incidents\n    kind: flow\n    unit: 起\n    polarity: down\n    sources: [dispatch110]\n    categories:");
        for (int group = 0; group < Groups; group++)
        {
            yaml.AppendLine(CultureInfo.InvariantCulture, $"      - id: g{group}\n        name: 类{group}\n        nameEn: Group {group}\n        children:");
            for (int leaf = 0; leaf < Leaves; leaf++)
            {
                yaml.AppendLine(CultureInfo.InvariantCulture, $"          - {{ id: c{leaf}, name: 类{group}-{leaf}, nameEn: Class {group}-{leaf} }}");
            }
        }

        yaml.AppendLine("  - { id: incident.vice_lead, name: 黄赌毒线索警情, nameEn: Vice leads, kind: selection, of: incident, select: [g1/c0, g1/c1, g2/c3], polarity: down }");
        File.WriteAllText(Path.Combine(folder, "catalog.yaml"), yaml.ToString());
        File.WriteAllText(
            Path.Combine(folder, "walls", "wall.yaml"),
            """
            id: wall
            title: 测速
            titleEn: Benchmark
            width: 1920
            height: 1080
            columns: 24
            rows: 12
            panels:
              - { id: ytd, kind: headline, x: 0, y: 0, w: 6, h: 3, metric: incident, period: ytd, compare: [year] }
              - { id: mtd, kind: headline, x: 6, y: 0, w: 6, h: 3, metric: incident, period: mtd, compare: [year, previous] }
              - { id: vice, kind: headline, x: 12, y: 0, w: 6, h: 3, metric: incident.vice_lead, period: ytd, compare: [year] }
              - { id: today, kind: headline, x: 18, y: 0, w: 6, h: 3, metric: incident, period: today, compare: [year] }
              - { id: hours, kind: trend, x: 0, y: 3, w: 8, h: 4, metric: incident, grain: hour, span: today }
              - { id: days, kind: trend, x: 8, y: 3, w: 8, h: 4, metric: incident, grain: day, span: last-28d }
              - { id: units, kind: ranking, x: 16, y: 3, w: 8, h: 4, metric: incident, by: unit, period: mtd, compare: [year] }
              - { id: categories, kind: ranking, x: 0, y: 7, w: 8, h: 5, metric: incident, by: category, period: ytd, compare: [year] }
              - { id: heat, kind: heatmap, x: 8, y: 7, w: 8, h: 5, metric: incident, span: last-28d }
              - { id: health, kind: sources, x: 16, y: 7, w: 8, h: 5 }
            """);
    }

    /// <summary>Writes events [from, from + count) as NDJSON; numbers run through three years that end at <paramref name="end"/>.</summary>
    public void WriteEvents(TextWriter writer, long from, int count, DateTimeOffset end)
    {
        double secondsAnEvent = 3 * 365.25 * 86_400 / (3.0 * EventsAYear);
        DateTimeOffset begin = end.AddSeconds(-secondsAnEvent * 3 * EventsAYear);
        for (long number = from; number < from + count; number++)
        {
            // A fixed scatter over units and categories; the multiplier is coprime to all their counts.
            long scatter = number * 2_654_435_761L % 1_000_003;
            DateTimeOffset at = begin.AddSeconds(Math.Floor(number * secondsAnEvent));
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"source\":\"dispatch110\",\"id\":\"J{number}\",\"metric\":\"incident\",\"category\":\"g{scatter % Groups}/c{scatter / Groups % Leaves}\",\"unit\":\"U{scatter % Units}\",\"occurredAt\":\"{at:yyyy-MM-ddTHH:mm:sszzz}\"}}\n"));
        }
    }
}
