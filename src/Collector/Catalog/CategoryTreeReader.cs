using NodaTime;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Catalog;

/// <summary>Reads the category tree of one metric: ids are unique among siblings.</summary>
internal sealed class CategoryTreeReader
{
    /// <summary>Only the root, for metrics without categories.</summary>
    public static IReadOnlyList<CategoryNode> RootOnly(string name, string nameEn) => [new CategoryNode(0, "", name, nameEn, parent: null)];

    /// <summary>The root and all below it, parents before children.</summary>
    public static IReadOnlyList<CategoryNode> Read(YamlMap metric, string name, string nameEn)
    {
        CategoryTreeReader reader = new();
        reader.nodes.AddRange(RootOnly(name, nameEn));
        reader.Add(metric.OptionalMaps("categories"), reader.nodes[0]);
        return reader.nodes;
    }

    private void Add(IReadOnlyList<YamlMap> maps, CategoryNode parent)
    {
        Dictionary<string, int> lines = new(StringComparer.Ordinal);
        foreach (YamlMap map in maps)
        {
            string? id = map.RequiredCategoryId("id");
            string? name = map.RequiredString("name");
            string? nameEn = map.OptionalString("nameEn");
            LocalDate? validFrom = map.OptionalDate("validFrom");
            LocalDate? validTo = map.OptionalDate("validTo");
            if (id is not null && !lines.TryAdd(id, map.Line))
            {
                map.Report("id", $"category id '{id}' is used twice among its siblings; the first is in line {lines[id]}.");
            }

            if (validFrom >= validTo)
            {
                map.Report("validTo", $"validTo {validTo.Value:yyyy-MM-dd} is not after validFrom; it is the first day on which the category no longer exists.");
            }

            // After a mistake the node keeps its place, so that its children are read too.
            CategoryNode node = new(nodes.Count, id ?? "?", name ?? "", nameEn ?? name ?? "", parent, validFrom, validTo);
            nodes.Add(node);
            IReadOnlyList<YamlMap> children = map.OptionalMaps("children");
            map.RefuseUnread();
            Add(children, node);
        }
    }

    private readonly List<CategoryNode> nodes = [];
}
