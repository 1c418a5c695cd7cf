using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Held;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// Counts the records that wait as soon as their codes are mapped: all of them are looked at when the program starts and when the code tables
/// or the catalogue change, new ones shortly after they came (they may have been read under tables that were replaced meanwhile), and those
/// that only a locked month keeps out now and then.
/// </summary>
public sealed class HeldRecordsKeeper(IHeldRecords held, CatalogueIndexes indexes, TimeProvider time, ILogger<HeldRecordsKeeper> logger) : BackgroundService
{
    /// <summary>How often it looks whether there is anything to do.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>How often mapped records are tried again that would change a locked month.</summary>
    public static readonly TimeSpan SealedInterval = TimeSpan.FromMinutes(10);

    /// <summary>Who counts them, as the change log names it.</summary>
    public const string Actor = "codes";

    /// <summary>One look. Public for verbs and tests, which have no timer. One at a time.</summary>
    /// <returns>What became of the records that wait; null if there was nothing to do.</returns>
    public async Task<HeldOutcome?> LookAsync(CancellationToken cancellationToken)
    {
        CatalogueIndex index = indexes.Current;
        bool isTryDue = sealedWait && time.GetElapsedTime(lastFull) >= SealedInterval;
        bool isFull = !ReferenceEquals(index, seenIndex) || isTryDue;
        if (held.Held.Count == 0 || (!isFull && held.LastHeldId <= seenId))
        {
            (seenIndex, seenId) = (index, held.LastHeldId);
            return null;
        }

        HeldOutcome outcome = await held.ReleaseHeldAsync(isFull ? 0 : seenId, index.Judge, Actor, cancellationToken);
        (seenIndex, seenId) = (index, Math.Max(seenId, outcome.LastId));
        sealedWait = outcome.Sealed > 0 || (sealedWait && !isFull);
        lastFull = isFull ? time.GetTimestamp() : lastFull;
        if (outcome.Released + outcome.Dropped > 0)
        {
            Log.Released(logger, outcome.Released, outcome.Dropped, outcome.Looked - outcome.Released - outcome.Dropped, outcome.Version);
        }

        return outcome;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(PollInterval, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (LedgerUnavailableException failure)
            {
                // They wait durably: the next look tries again.
                Log.NotReleased(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private CatalogueIndex? seenIndex;
    private long seenId;
    private bool sealedWait;
    private long lastFull;
}
