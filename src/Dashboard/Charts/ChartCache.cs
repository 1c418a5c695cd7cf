namespace Tongbi.Dashboard.Charts;

/// <summary>
/// Pictures by what they show. A picture's name is made of everything in it, the version of the data included, so that one that is found is never stale.
/// Bounded by bytes; the one that was asked for the longest ago goes first. Thread-safe.
/// </summary>
/// <param name="capacity">Most bytes of pictures that are kept.</param>
public sealed class ChartCache(long capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Name, ReadOnlyMemory<byte> Picture)>> byName = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Name, ReadOnlyMemory<byte> Picture)> byUse = [];
    private long size;

    /// <summary>The picture of a name, or null.</summary>
    public ReadOnlyMemory<byte>? Find(string name)
    {
        lock (gate)
        {
            if (!byName.TryGetValue(name, out LinkedListNode<(string Name, ReadOnlyMemory<byte> Picture)>? node))
            {
                return null;
            }

            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.Picture;
        }
    }

    /// <summary>Keeps a picture; one larger than the whole capacity is not kept.</summary>
    public void Keep(string name, ReadOnlyMemory<byte> picture)
    {
        lock (gate)
        {
            if (picture.Length > capacity || byName.ContainsKey(name))
            {
                return;
            }

            byName[name] = byUse.AddFirst((name, picture));
            size += picture.Length;
            while (size > capacity && byUse.Last is { } oldest)
            {
                byUse.RemoveLast();
                byName.Remove(oldest.Value.Name);
                size -= oldest.Value.Picture.Length;
            }
        }
    }
}
