using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Publishing;

/// <summary>
/// Keeps one target up with the ledger: reads the change log on from the cursor, gathers which buckets moved, sends their absolute values as they are
/// now, and only then moves the cursor. Whatever happens in between, sending the same again is harmless; so the target always ends with the ledger's
/// figures. A first or repeated publication of the whole history is the same, from version 0: every bucket that ever held anything is in the log.
/// </summary>
internal sealed class TargetPublisher(
    PublishTarget target, IPublication publication, CursorFile<PublishCursor> file, TargetLine line, TargetStatus status, CountCube cube, ILedger ledger, PublishOptions options, TimeProvider time, ILogger logger)
{
    private readonly List<Change> buffer = [];
    private PublishCursor cursor = new();

    private Instant Now => time.GetUtcNow().ToInstant();

    /// <summary>Publishes until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Open();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!await StepAsync(cancellationToken))
                {
                    await WaitAsync(cancellationToken);
                }
            }
            catch (CatalogueMovedException)
            {
                // The next step begins from the cursor under the new catalogue.
            }
            catch (TargetFailedException failure)
            {
                await line.FailAsync(failure, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                status.Fail(PublishState.Retrying, "it was interrupted here; the log tells why");
                Log.Interrupted(logger, failure, target.Id, options.RetryAfter);
                await Task.Delay(options.RetryAfter, time, cancellationToken);
            }
        }
    }

    /// <summary>Takes up the cursor; once, before anything else.</summary>
    public void Open()
    {
        PublishCursor? known = file.Load();
        if (known is null || known.Target != target.Identity)
        {
            cursor = new PublishCursor { Target = target.Identity, Ledger = ledger.Identity };
            Log.History(logger, target.Id, known is null ? "there is no cursor" : "the target is another one");
        }
        else if (known.Ledger != ledger.Identity || known.Version > ledger.Version)
        {
            // Another data set, or the same one put back: what it took away is not in the log any more.
            cursor = new PublishCursor { Target = target.Identity, Ledger = ledger.Identity, RevisionBase = known.RevisionBase + known.Version, Covered = target.Kind == PublishKind.Tongbi ? known.Covered : cursor.Covered, MustClear = true, Sent = known.Sent, Refused = known.Refused };
            Log.History(logger, target.Id, "the data are other ones, or were put back to an older state");
        }
        else
        {
            cursor = known;
        }

        publication.Covered = cursor.Covered;
        publication.Remember = () => Keep(cursor);
        status.Remember(cursor.Sent, cursor.Refused);
        Log.Begins(logger, target.Id, cursor.Version);
    }

    /// <summary>Sends the next part.</summary>
    /// <returns>False if there was nothing to send.</returns>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        Catalogue catalogue = cube.Read(Now, reader => reader.Catalogue);
        Follow(catalogue);
        if (cursor.MustClear)
        {
            await publication.ClearAsync(cancellationToken);
            Keep(cursor with { MustClear = false });
        }

        await cube.WaitForVersionAsync(cursor.HistoryUntil, cancellationToken);
        publication.Begin(catalogue, [cursor.Tree!, .. cursor.Former]); // not null: Follow has set it
        PublishCursor reached = await GatherAsync(catalogue, cancellationToken);
        if (reached != cursor)
        {
            await publication.PushAsync(cursor.RevisionBase, cursor.Version < cursor.HistoryUntil, cancellationToken);
            Keep(AtHistorysEnd(reached));
            return true;
        }

        int hour = catalogue.Calendar.HourOf(Now);
        if (catalogue.Calendar.Covers(hour) && hour != cursor.RolledHour)
        {
            await publication.RollAsync(cursor.RevisionBase, cursor.RolledHour, Now, cancellationToken);
            Keep(cursor with { RolledHour = hour });
            return true;
        }

        status.Reach(cursor.Version, cursor.HistoryUntil, isCaughtUp: true);
        return false;
    }

    /// <summary>Holds the cursor against the catalogue: where other sums stand now, the whole history goes again, and the former sums are emptied.</summary>
    private void Follow(Catalogue catalogue)
    {
        PublishedTree tree = PublishedTree.Of(catalogue, target);

        // An upper level also has to be told of the quiet hours of old; comparisons of old come with the history.
        int rolled = target.Kind == PublishKind.Tongbi ? int.MinValue : catalogue.Calendar.HourOf(Now);
        if (cursor.Tree is null)
        {
            Keep(cursor with { Tree = tree, HistoryUntil = ledger.Version, RolledHour = rolled });
        }
        else if (cursor.Tree.Calendar != tree.Calendar)
        {
            Log.History(logger, target.Id, "the calendar cuts time in another way");
            Keep(cursor with { Tree = tree, Former = [], Version = 0, Entries = 0, HistoryUntil = ledger.Version, RolledHour = rolled, MustClear = true });
        }
        else if (cursor.Tree.Fingerprint() != tree.Fingerprint())
        {
            Log.History(logger, target.Id, "the catalogue has other sums");
            Keep(cursor with { Tree = tree, Former = [.. cursor.Former, cursor.Tree], Version = 0, Entries = 0, HistoryUntil = ledger.Version, RolledHour = rolled });
        }
    }

    /// <summary>Reads the log on from the cursor until there is enough to send or nothing more; gives where the cursor will be when it is sent.</summary>
    private async Task<PublishCursor> GatherAsync(Catalogue catalogue, CancellationToken cancellationToken)
    {
        PublishCursor reached = cursor;
        buffer.Clear();
        await foreach (ChangeSet set in ledger.ReadChangesAsync(cursor.Version, cancellationToken))
        {
            if (reached == cursor)
            {
                status.Wait(set.RecordedAt);
            }

            await cube.WaitForVersionAsync(set.Version, cancellationToken);
            long entry = 0;
            long from = reached.Version == set.Version - 1 ? reached.Entries : 0;
            foreach (Change change in set.Changes)
            {
                if (entry++ < from)
                {
                    continue;
                }

                buffer.Add(change);
                if (buffer.Count >= options.TraceAtOnce && Trace(catalogue))
                {
                    return reached with { Version = set.Version - 1, Entries = entry };
                }
            }

            reached = reached with { Version = set.Version, Entries = 0 };
        }

        Trace(catalogue);
        return reached;
    }

    /// <summary>Gathers what the changes read so far have moved.</summary>
    /// <returns>Whether that is enough to send.</returns>
    private bool Trace(Catalogue catalogue)
    {
        if (!ReferenceEquals(cube.Reach(buffer, publication), catalogue))
        {
            throw new CatalogueMovedException();
        }

        buffer.Clear();
        return publication.Gathered >= options.GatherAtMost;
    }

    private PublishCursor AtHistorysEnd(PublishCursor reached)
    {
        if (reached.HistoryUntil == 0 || reached.Version < reached.HistoryUntil)
        {
            return reached;
        }

        Log.HistoryDone(logger, target.Id, reached.Version);
        return reached with { HistoryUntil = 0, Former = [] };
    }

    private void Keep(PublishCursor next)
    {
        TargetReport report = status.Report;
        cursor = next with { Sent = report.Sent, Refused = report.Refused, Covered = publication.Covered };
        file.Save(cursor);
        status.Reach(cursor.Version, cursor.HistoryUntil, isCaughtUp: false);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        Catalogue catalogue = cube.Read(Now, reader => reader.Catalogue);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Duration untilNextHour = catalogue.Calendar.StartOfHour(catalogue.Calendar.HourOf(Now) + 1) - Now;
        TimeSpan longest = TimeSpan.FromSeconds(Math.Clamp(untilNextHour.TotalSeconds, 0.001, options.LookAgainAfter.TotalSeconds));
        Task clock = Task.Delay(longest, time, either.Token);
        Task changed = cube.WaitForChangeAsync(cursor.Version, either.Token);
        Task first = await Task.WhenAny(clock, changed);
        await either.CancelAsync();
        await Task.WhenAll(clock, changed).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        cancellationToken.ThrowIfCancellationRequested();
        if (first == changed)
        {
            // What comes close together goes together.
            await Task.Delay(options.Pause, time, cancellationToken);
        }
    }
}
