namespace Tongbi.Dashboard.Demo;

/// <summary>Things with weights, drawn in proportion.</summary>
internal sealed class Weighted<T>
{
    /// <summary>Keeps the things whose weight is above 0.</summary>
    public Weighted(IEnumerable<(T Item, double Weight)> items)
    {
        (T Item, double Weight)[] kept = [.. items.Where(item => item.Weight > 0)];
        Items = [.. kept.Select(item => item.Item)];
        upTo = new double[kept.Length];
        double sum = 0;
        for (int i = 0; i < kept.Length; i++)
        {
            upTo[i] = sum += kept[i].Weight;
        }
    }

    /// <summary>What can be drawn.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>Draws one; there must be at least one.</summary>
    public T Draw(ref DemoRandom random) => Items[IndexAt(random.NextUnit())];

    /// <summary>Position of the item that holds a point of [0, 1) of the whole weight.</summary>
    public int IndexAt(double point)
    {
        int index = Array.BinarySearch(upTo, point * upTo[^1]);

        // A hit on a boundary belongs to the next item.
        return Math.Min(index >= 0 ? index + 1 : ~index, upTo.Length - 1);
    }

    private readonly double[] upTo;
}
