using System.Runtime.InteropServices;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Import;

/// <summary>
/// One import: gathers records into deliveries of bounded size and commits one while the next is being read. What is committed stays if the
/// import stops; running it again finds those rows to be duplicates.
/// </summary>
internal sealed class ImportRun(ILedger ledger, Func<RecordIntake> newIntake, Action settled) : IRecordSink, IAsyncDisposable
{
    /// <summary>Rows in one delivery, about: a delivery ends where the parser next pauses.</summary>
    public const int DeliveryRows = 100_000;

    /// <summary>Refused rows shown per code.</summary>
    public const int ExamplesPerCode = 3;

    /// <summary>Rows committed or refused so far.</summary>
    public long Settled { get; private set; }

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<byte> bytes, RawRecord record) => current.Take(bytes, record);

    /// <inheritdoc/>
    public void Refuse(RefusalReason reason) => current.Refuse(reason);

    /// <summary>Begins to commit what was gathered, if it is enough for a delivery.</summary>
    public ValueTask PauseAsync(CancellationToken cancellationToken) =>
        current.Received >= DeliveryRows ? CommitAsync(cancellationToken) : ValueTask.CompletedTask;

    /// <summary>Commits the rest and tells the outcome of all.</summary>
    public async Task<ImportSummary> FinishAsync(CancellationToken cancellationToken)
    {
        if (current.Received > 0)
        {
            await CommitAsync(cancellationToken);
        }

        await pending;
        return new ImportSummary(Settled, inserted, revised, withdrawn, duplicate, stale, rejected, examples, version ?? ledger.Version) { Held = held };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A commit under way reads from its spool: whatever stopped the import, it must end first.
        await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        current.Dispose();
    }

    private async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        await pending;
        RecordIntake gathered = current;
        current = newIntake();
        pending = CommitAsync(gathered, cancellationToken);
    }

    private async Task CommitAsync(RecordIntake gathered, CancellationToken cancellationToken)
    {
        using (gathered)
        {
            CommitOutcome outcome = await ledger.CommitAsync(gathered.ToDelivery(Actor, _ => false), cancellationToken);
            inserted += outcome.Inserted;
            revised += outcome.Revised;
            withdrawn += outcome.Withdrawn;
            duplicate += outcome.Duplicate;
            stale += outcome.Stale;
            held += gathered.Held;
            version = outcome.Version;
            foreach (Refusal refusal in gathered.Refusals.With(outcome.Sealed, gathered.Received))
            {
                ref long count = ref CollectionsMarshal.GetValueRefOrAddDefault(rejected, refusal.Code, out _);
                if (++count <= ExamplesPerCode)
                {
                    examples.Add(refusal with { Index = Settled + refusal.Index });
                }
            }

            Settled += gathered.Received;
        }

        settled();
    }

    private const string Actor = "import";

    private readonly Dictionary<string, long> rejected = [];
    private readonly List<Refusal> examples = [];
    private RecordIntake current = newIntake();
    private Task pending = Task.CompletedTask;
    private long inserted;
    private long revised;
    private long withdrawn;
    private long duplicate;
    private long stale;
    private long held;
    private long? version;
}
