using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Catalog;

/// <summary>Reads the unit tree: exactly one root, every code once.</summary>
internal sealed class UnitTreeReader
{
    /// <summary>All good units, parents before children; incomplete after a mistake.</summary>
    public static IReadOnlyList<UnitNode> Read(YamlMap root)
    {
        UnitTreeReader reader = new();
        IReadOnlyList<YamlMap> roots = root.RequiredMaps("units");
        foreach (YamlMap extra in roots.Skip(1))
        {
            root.Mistakes.Add(extra, "units has a second root; put all units below one.");
        }

        reader.Add(roots, parent: null);
        return reader.units;
    }

    private void Add(IReadOnlyList<YamlMap> maps, UnitNode? parent)
    {
        foreach (YamlMap map in maps)
        {
            string? code = map.RequiredCode("code");
            string? name = map.RequiredString("name");
            string? nameEn = map.OptionalString("nameEn");
            if (code is not null && !lines.TryAdd(code, map.Line))
            {
                map.Report("code", $"unit code '{code}' is used twice; the first is in line {lines[code]}.");
            }

            // After a mistake a nameless node keeps its place, so that its children are read too.
            UnitNode unit = new(units.Count, code ?? "", name ?? "", nameEn ?? name ?? "", parent);
            units.Add(unit);
            IReadOnlyList<YamlMap> children = map.OptionalMaps("children");
            map.RefuseUnread();
            Add(children, unit);
        }
    }

    private readonly List<UnitNode> units = [];
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
}
