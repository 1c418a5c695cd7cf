using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// Commits a long delivery in slices, so that a file of millions of records does not hold up the ledger's other writers for minutes. What was
/// delivered and refused is put down with a last commit, when every record is in: until then the source has not succeeded. A commit cut
/// short in the middle is made good by delivering the same again; what is in already is a duplicate then.
/// </summary>
internal sealed class SlicedCommit(ILedger ledger, Delivery whole)
{
    /// <summary>Records in one slice, about: a slice ends with a chunk of the spool.</summary>
    public const int SliceRecords = 100_000;

    /// <summary>Commits everything.</summary>
    /// <param name="committed">Told after every slice how many records are in.</param>
    /// <param name="cancellationToken">Stops between slices; what is committed stays.</param>
    public async Task<CommitOutcome> CommitAsync(Action<long>? committed, CancellationToken cancellationToken)
    {
        using IEnumerator<ReadOnlyMemory<EventRecord>> events = whole.Events.GetEnumerator();
        using IEnumerator<ReadOnlyMemory<FigureRecord>> figures = whole.Figures.GetEnumerator();
        bool isMore = true;
        while (isMore)
        {
            Slice<EventRecord> someEvents = new(events);
            Slice<FigureRecord> someFigures = new(figures);
            Add(await ledger.CommitAsync(new Delivery { Events = someEvents.Chunks(), Figures = someFigures.Chunks(), Actor = whole.Actor }, cancellationToken));
            eventsBefore += someEvents.Count;
            figuresBefore += someFigures.Count;
            committed?.Invoke(eventsBefore + figuresBefore);
            isMore = someEvents.Count + someFigures.Count > 0;
        }

        Add(await ledger.CommitAsync(new Delivery { Shares = [.. whole.Shares.Select(WithoutSealed)], Refusals = whole.Refusals, Held = whole.Held, Actor = whole.Actor }, cancellationToken));
        return total! with { Sealed = locked.Count > 0 ? locked : null }; // something was committed above
    }

    private void Add(CommitOutcome outcome)
    {
        total = total is null ? outcome : new CommitOutcome(
            total.Inserted + outcome.Inserted,
            total.Revised + outcome.Revised,
            total.Withdrawn + outcome.Withdrawn,
            total.Duplicate + outcome.Duplicate,
            total.Stale + outcome.Stale,
            outcome.Version);
        if (outcome.Sealed is { } refused)
        {
            locked.Append(refused, eventsBefore, figuresBefore);
        }
    }

    private SourceShare WithoutSealed(SourceShare share)
    {
        long refused = locked.BySeries.Where(series => ledger.Series[series.Key].Source == share.Source).Sum(series => series.Value);
        return share with { Accepted = share.Accepted - refused, Rejected = share.Rejected + refused, NewestRecordAt = share.Accepted > refused ? share.NewestRecordAt : null };
    }

    private readonly SealedRecords locked = new();
    private CommitOutcome? total;
    private long eventsBefore;
    private long figuresBefore;

    /// <summary>The next chunks of a spool, until they are enough.</summary>
    private sealed class Slice<T>(IEnumerator<ReadOnlyMemory<T>> chunks)
        where T : unmanaged
    {
        public long Count { get; private set; }

        public IEnumerable<ReadOnlyMemory<T>> Chunks()
        {
            while (Count < SliceRecords && chunks.MoveNext())
            {
                Count += chunks.Current.Length;
                yield return chunks.Current;
            }
        }
    }
}
