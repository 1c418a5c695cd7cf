namespace Tongbi.Collector.Catalog;

/// <summary>One node of the unit tree: a bureau, station or department.</summary>
public sealed class UnitNode
{
    /// <summary>Makes a node; <see cref="Catalogue"/> links parents and children.</summary>
    public UnitNode(int index, string code, string name, string nameEn, UnitNode? parent)
    {
        Index = index;
        Code = code;
        Name = name;
        NameEn = nameEn;
        Parent = parent;
        Depth = parent is null ? 0 : parent.Depth + 1;
        parent?.MutableChildren.Add(this);
    }

    /// <summary>Position in <see cref="Catalogue.Units"/>: parents before children (pre-order).</summary>
    public int Index { get; }

    /// <summary>The catalogue's code, an opaque string of at most 20 characters.</summary>
    public string Code { get; }

    /// <summary>Chinese name.</summary>
    public string Name { get; }

    /// <summary>English name.</summary>
    public string NameEn { get; }

    /// <summary>The unit above; null for the root.</summary>
    public UnitNode? Parent { get; }

    /// <summary>Levels below the root; the root is 0.</summary>
    public int Depth { get; }

    /// <summary>The units one level down, in the catalogue's order.</summary>
    public IReadOnlyList<UnitNode> Children => MutableChildren;

    internal List<UnitNode> MutableChildren { get; } = [];

    /// <summary>Whether <paramref name="other"/> is this unit or lies below it.</summary>
    public bool Contains(UnitNode other)
    {
        for (UnitNode? node = other; node is not null; node = node.Parent)
        {
            if (ReferenceEquals(node, this))
            {
                return true;
            }
        }

        return false;
    }
}
