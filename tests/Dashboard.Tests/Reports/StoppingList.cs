using System.Collections;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>A list that cancels when its reader has come to a place.</summary>
internal sealed class StoppingList<T>(IReadOnlyList<T> items, int place, CancellationTokenSource stop) : IReadOnlyList<T>
{
    public int Count => items.Count;

    public T this[int index]
    {
        get
        {
            if (index >= place)
            {
                stop.Cancel();
            }

            return items[index];
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
