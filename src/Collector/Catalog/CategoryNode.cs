using NodaTime;

namespace Tongbi.Collector.Catalog;

/// <summary>One node of a metric's category tree; the root has the empty path and holds what is uncategorised.</summary>
public sealed class CategoryNode
{
    /// <summary>Makes a node; the path is the parent's path, a slash and the id.</summary>
    public CategoryNode(int index, string id, string name, string nameEn, CategoryNode? parent, LocalDate? validFrom = null, LocalDate? validTo = null)
    {
        Index = index;
        Id = id;
        Name = name;
        NameEn = nameEn;
        Parent = parent;
        ValidFrom = validFrom;
        ValidTo = validTo;
        Path = parent is null ? "" : parent.Path.Length == 0 ? id : parent.Path + "/" + id;
        parent?.MutableChildren.Add(this);
    }

    /// <summary>Position in <see cref="Metric.Categories"/>: parents before children (pre-order); the root is 0.</summary>
    public int Index { get; }

    /// <summary>The last part of the path; empty for the root.</summary>
    public string Id { get; }

    /// <summary>Path from the root, <c>a/b</c>; empty for the root.</summary>
    public string Path { get; }

    /// <summary>Chinese name.</summary>
    public string Name { get; }

    /// <summary>English name.</summary>
    public string NameEn { get; }

    /// <summary>The category above; null for the root.</summary>
    public CategoryNode? Parent { get; }

    /// <summary>First statistical date the category exists; null = always did.</summary>
    public LocalDate? ValidFrom { get; }

    /// <summary>Statistical date from which it no longer exists (exclusive); null = still does.</summary>
    public LocalDate? ValidTo { get; }

    /// <summary>The categories one level down, in the catalogue's order.</summary>
    public IReadOnlyList<CategoryNode> Children => MutableChildren;

    internal List<CategoryNode> MutableChildren { get; } = [];
}
