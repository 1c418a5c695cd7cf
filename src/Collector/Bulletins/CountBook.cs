namespace Tongbi.Collector.Bulletins;

/// <summary>The counts told so far, as the wholes that a share may be one of. Only the latest are kept, so that looking one up stays cheap.</summary>
internal sealed class CountBook
{
    private const int Kept = 64;
    private readonly Queue<Subject> counts = new();

    /// <summary>Notes a count.</summary>
    public void Add(Subject subject)
    {
        counts.Enqueue(subject);
        if (counts.Count > Kept)
        {
            counts.Dequeue();
        }
    }

    /// <summary>The different values that the whole of a share may have.</summary>
    /// <param name="part">The part.</param>
    /// <param name="name">What the text calls the whole; empty where it does not name it.</param>
    /// <param name="asTotal">Whether it calls it a total.</param>
    /// <param name="parent">The count that 其中 spoke of.</param>
    public IReadOnlyList<decimal> Wholes(Subject part, string name, bool asTotal, Subject? parent)
    {
        Subject[] others = [.. counts.Where(count => count != part && count.Number.IsWhole && count.Number.Measure == part.Number.Measure && count.Number.Value >= part.Number.Value)];
        Subject[] named = name.Length == 0 ? others : [.. others.Where(count => count.Label.EndsWith(name, StringComparison.Ordinal))];
        if (named.Length == 0)
        {
            return [];
        }

        Subject[] totals = [.. named.Where(count => count.IsTotal || count == parent)];
        if (name.Length > 0 && totals.Length > 0 && (asTotal || totals.Contains(parent)))
        {
            return Values(totals);
        }

        return name.Length > 0 ? Values(named) : Values(totals);
    }

    private static IReadOnlyList<decimal> Values(IEnumerable<Subject> subjects) =>
        [.. subjects.Where(subject => subject.Number.Value > 0).Select(subject => subject.Number.Value).Distinct()];
}
