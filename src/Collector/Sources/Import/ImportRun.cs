using System.Runtime.InteropServices;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Import;

/// <summary>
/// One import: gathers records into deliveries of bounded size and commits one while the next is being read. What is committed stays if the
/// import stops.
/// </summary>
/// <param name="ledger">Takes the deliveries.</param>
/// <param name="newIntake">Begins another delivery.</param>
/// <param name="begun">Where to go on from: that many rows are passed over.</param>
/// <param name="settled">Told after every commit how far the import is.</param>
internal sealed class ImportRun(ILedger ledger, Func<RecordIntake> newIntake, ImportCheckpoint begun, Func<ImportCheckpoint, Task> settled) : IRecordSink, IAsyncDisposable
{
    /// <summary>Rows in one delivery, about: a delivery ends where the parser next pauses.</summary>
    public const int DeliveryRows = 100_000;

    /// <summary>Refused rows shown per code.</summary>
    public const int ExamplesPerCode = 3;

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<byte> bytes, RawRecord record)
    {
        if (passedOver < before)
        {
            passedOver++;
            return;
        }

        current.Take(bytes, record);
    }

    /// <inheritdoc/>
    public void Refuse(RefusalReason reason)
    {
        if (passedOver < before)
        {
            passedOver++;
            return;
        }

        current.Refuse(reason);
    }

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
        return new ImportSummary(reached.Rows, reached.Inserted, reached.Revised, reached.Withdrawn, reached.Duplicate, reached.Stale, reached.Rejected, reached.Examples, reached.Version ?? ledger.Version)
        {
            Held = reached.Held,
            Before = before,
        };
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
            Dictionary<string, long> rejected = new(reached.Rejected);
            List<Refusal> examples = [.. reached.Examples];
            foreach (Refusal refusal in gathered.Refusals.With(outcome.Sealed, gathered.Received))
            {
                ref long count = ref CollectionsMarshal.GetValueRefOrAddDefault(rejected, refusal.Code, out _);
                if (++count <= ExamplesPerCode)
                {
                    examples.Add(refusal with { Index = reached.Rows + refusal.Index });
                }
            }

            reached = new ImportCheckpoint(
                reached.Rows + gathered.Received,
                reached.Inserted + outcome.Inserted,
                reached.Revised + outcome.Revised,
                reached.Withdrawn + outcome.Withdrawn,
                reached.Duplicate + outcome.Duplicate,
                reached.Stale + outcome.Stale,
                reached.Held + gathered.Held,
                rejected,
                examples,
                ledger.Identity,
                outcome.Version,
                RecordedAt: 0);
        }

        await settled(reached);
    }

    private const string Actor = "import";

    private readonly long before = begun.Rows;
    private ImportCheckpoint reached = begun;
    private RecordIntake current = newIntake();
    private Task pending = Task.CompletedTask;
    private long passedOver;
}
