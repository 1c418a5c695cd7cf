using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// Takes the records of one request as its parser finds them: good ones into a spool, refused ones into a log, nothing anywhere else until
/// the body was read to its end and <see cref="ToDelivery"/> is asked for.
/// </summary>
internal abstract class RecordIntake(Catalogue catalogue, SpoolFolder folder, IngestLimits limits) : IRecordSink, IDisposable
{
    /// <summary>Records seen so far.</summary>
    public long Received { get; private set; }

    /// <summary>Good records so far.</summary>
    public long Accepted => Received - Refusals.Count;

    /// <summary>How many of the refused records wait for their codes to be mapped.</summary>
    public long Held { get; private set; }

    /// <summary>What was refused.</summary>
    public RefusalLog Refusals { get; } = new(folder, limits.SpoolMemoryBytes);

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<byte> bytes, RawRecord record)
    {
        RefusalReason? wrong = Validate(bytes, record, out SourceSystem? source, out long at);
        if (wrong is not null)
        {
            Held += wrong.IsHeld ? 1 : 0;
            Refuse(wrong, source);
            return;
        }

        Count();
        if (source is not null)
        {
            ref Tally tally = ref tallies[source.Index];
            tally.Accepted++;
            tally.Newest = Math.Max(tally.Newest, at);
        }
    }

    /// <inheritdoc/>
    public void Refuse(RefusalReason reason) => Refuse(reason, null);

    /// <summary>What the ledger is to commit.</summary>
    /// <param name="actor">Who sent it.</param>
    /// <param name="mayIngest">The caller's permissions: an empty body tells that a source is alive if the caller can only mean that one.</param>
    public Delivery ToDelivery(string actor, Func<string, bool> mayIngest)
    {
        IEnumerable<SourceShare> shares = catalogue.Sources
            .Select(source => (source, tally: tallies[source.Index]))
            .Where(part => part.tally.Accepted + part.tally.Rejected > 0)
            .Select(part => new SourceShare(part.source.Id, part.tally.Accepted, part.tally.Rejected, part.tally.Accepted > 0 ? part.tally.Newest : null));
        if (Received == 0)
        {
            shares = catalogue.FindOnlySource(mayIngest) is { } meant ? [new SourceShare(meant.Id, 0, 0, null)] : [];
        }

        return Build([.. shares], Refusals.Totals(), actor);
    }

    /// <summary>Lets go of the good records, which are durable now; the refusals are still to be told.</summary>
    public abstract void ReleaseRecords();

    /// <summary>Every refusal in the order of the body, with those of the ledger among them.</summary>
    /// <param name="locked">What the ledger refused; null if nothing.</param>
    public virtual IEnumerable<Refusal> RefusalsWith(SealedRecords? locked) => Refusals.With(locked, Received);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        ReleaseRecords();
        Refusals.Dispose();
    }

    /// <summary>What a refusal names its record by: its number in the body, from 0.</summary>
    protected virtual long Place => Received;

    /// <summary>Checks a record and keeps it if it is good.</summary>
    protected abstract RefusalReason? Validate(ReadOnlySpan<byte> bytes, RawRecord record, out SourceSystem? source, out long at);

    /// <summary>Makes the delivery with the kept records in it.</summary>
    protected abstract Delivery Build(IReadOnlyList<SourceShare> shares, IReadOnlyList<RefusalCount> refusals, string actor);

    private void Refuse(RefusalReason reason, SourceSystem? source)
    {
        Refusals.Add(Place, reason, source?.Id ?? "");
        if (source is not null)
        {
            tallies[source.Index].Rejected++;
        }

        Count();
    }

    private void Count()
    {
        if (++Received > limits.MaxRecords)
        {
            throw new BodyTooLargeException($"The body has more than {limits.MaxRecords} records; send it in parts.");
        }
    }

    private readonly Tally[] tallies = NewTallies(catalogue.Sources.Count);

    private static Tally[] NewTallies(int count)
    {
        Tally[] made = new Tally[count];
        Array.Fill(made, new Tally { Newest = long.MinValue });
        return made;
    }

    private struct Tally
    {
        public long Accepted;
        public long Rejected;
        public long Newest;
    }
}
