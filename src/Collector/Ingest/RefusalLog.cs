using System.Runtime.InteropServices;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// The refusals of one request: every one of them, in bounded memory. A refusal takes 16 bytes; the reasons, of which few differ, are kept
/// once, and beyond a bound only in their general form.
/// </summary>
internal sealed class RefusalLog(SpoolFolder folder, long memoryBytes) : IDisposable
{
    /// <summary>How many records were refused.</summary>
    public long Count => spool.Count;

    /// <summary>Notes a refusal.</summary>
    /// <param name="index">Index of the record in the body.</param>
    /// <param name="reason">Why.</param>
    /// <param name="source">Source to which it is put down; empty if none.</param>
    public void Add(long index, RefusalReason reason, string source)
    {
        spool.Add(new Entry(index, NumberOf(reason)));
        CollectionsMarshal.GetValueRefOrAddDefault(totals, (source, reason.General), out _)++;
    }

    /// <summary>The refusals in the order of the records.</summary>
    public IEnumerable<Refusal> Read()
    {
        foreach (ReadOnlyMemory<Entry> chunk in spool.Chunks())
        {
            for (int i = 0; i < chunk.Length; i++)
            {
                Entry entry = chunk.Span[i];
                RefusalReason reason = reasons[entry.Reason];
                yield return new Refusal(entry.Index, reason.Code, reason.Field, reason.Message);
            }
        }
    }

    /// <summary>
    /// The refusals in the order of the records, with those that the ledger refused among them: it names good records by their place among
    /// themselves, which with the refusals between them tells the place in the body.
    /// </summary>
    /// <param name="locked">What the ledger refused; null if nothing.</param>
    /// <param name="received">Records in the body, which are all events or all figures.</param>
    public IEnumerable<Refusal> With(SealedRecords? locked, long received) => locked is null ? Read() : Merge(locked, received);

    /// <summary>The refusals added up, for the ledger.</summary>
    public IReadOnlyList<RefusalCount> Totals() =>
        [.. totals
            .GroupBy(total => (total.Key.Source, total.Key.Reason.Code, total.Key.Reason.Field))
            .Select(group => new RefusalCount(group.Key.Source, group.Key.Code, group.Key.Field, group.Sum(total => total.Value)))];

    /// <inheritdoc/>
    public void Dispose() => spool.Dispose();

    private IEnumerable<Refusal> Merge(SealedRecords locked, long received)
    {
        using IEnumerator<Refusal> refused = Read().GetEnumerator();
        bool isAny = refused.MoveNext();
        long good = 0;
        for (long index = 0; index < received; index++)
        {
            if (isAny && refused.Current.Index == index)
            {
                yield return refused.Current;
                isAny = refused.MoveNext();
                continue;
            }

            if (locked.HasEvent(good) || locked.HasFigure(good))
            {
                yield return new Refusal(index, RefusalReason.Sealed.Code, RefusalReason.Sealed.Field, RefusalReason.Sealed.Message);
            }

            good++;
        }
    }

    private int NumberOf(RefusalReason reason)
    {
        if (numbers.TryGetValue(reason, out int number))
        {
            return number;
        }

        if (reasons.Count >= MaxReasons && reason.General != reason)
        {
            return NumberOf(reason.General);
        }

        reasons.Add(reason);
        return numbers[reason] = reasons.Count - 1;
    }

    // Reasons without anything from the body are as many as the catalogue has metrics; the bound is for field names that senders make up.
    private const int MaxReasons = 4096;

    private readonly RecordSpool<Entry> spool = new(folder, memoryBytes);
    private readonly List<RefusalReason> reasons = [];
    private readonly Dictionary<RefusalReason, int> numbers = [];
    private readonly Dictionary<(string Source, RefusalReason Reason), long> totals = [];

    private readonly record struct Entry(long Index, int Reason);
}
