using NodaTime;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Catalog;

/// <summary>Reads the source systems and their rhythm.</summary>
internal static class SourceReader
{
    /// <summary>Cadences after which a source is late where the catalogue does not say.</summary>
    private const int LateAfterCadences = 3;

    /// <summary>Cadences after which a source is silent where the catalogue does not say.</summary>
    private const int SilentAfterCadences = 12;

    public static IReadOnlyList<SourceSystem> Read(YamlMap root)
    {
        List<SourceSystem> sources = [];
        Dictionary<string, int> lines = new(StringComparer.Ordinal);
        foreach (YamlMap map in root.RequiredMaps("sources"))
        {
            string id = map.RequiredId("id") ?? "";
            string name = map.RequiredString("name") ?? "";
            if (id.Length > 0 && !lines.TryAdd(id, map.Line))
            {
                map.Report("id", $"source id '{id}' is used twice; the first is in line {lines[id]}.");
            }

            Duration cadence = Cadence(map);
            Duration lateAfter = map.OptionalDuration("lateAfter") ?? (cadence * LateAfterCadences);
            Duration silentAfter = map.OptionalDuration("silentAfter") ?? Duration.Max(cadence * SilentAfterCadences, lateAfter);
            if (silentAfter < lateAfter)
            {
                map.Report("silentAfter", $"silentAfter is shorter than lateAfter of source '{id}'; a source is late before it is silent.");
            }

            sources.Add(new SourceSystem(sources.Count, id, name, map.OptionalString("nameEn") ?? name, cadence, lateAfter, silentAfter));
            map.RefuseUnread();
        }

        return sources;
    }

    private static Duration Cadence(YamlMap map)
    {
        Duration? cadence = map.RequiredDuration("cadence");
        if (cadence == Duration.Zero)
        {
            map.Report("cadence", "cadence is zero; write how often the source normally delivers, e.g. PT5M.");
        }

        return cadence ?? Duration.Zero;
    }
}
