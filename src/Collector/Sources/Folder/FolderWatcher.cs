using Microsoft.Extensions.Logging;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Health;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>
/// Works on one watched folder: look → which files are complete → in which order → read and commit → move. A file is moved only after its
/// commit; whatever ends the process in between, it is read again and changes nothing. One look at a time; <see cref="Report"/> from any thread.
/// </summary>
internal sealed class FolderWatcher : IDisposable
{
    /// <summary>Ties a folder to the way in.</summary>
    /// <param name="plan">The folder.</param>
    /// <param name="journal">What came before.</param>
    /// <param name="ingest">The way in.</param>
    /// <param name="ledger">Where files that were not taken are put down to their source.</param>
    /// <param name="health">Where it is told that the source fails for want of a file, and that it does no more.</param>
    /// <param name="catalogues">Whose calendar dates the subfolders of settled files.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where it is told.</param>
    public FolderWatcher(FolderPlan plan, FolderJournal journal, IngestService ingest, ILedger ledger, SourceFaults health, ICatalogueSource catalogues, TimeProvider time, ILogger logger)
    {
        this.plan = plan;
        this.journal = journal;
        this.ledger = ledger;
        this.health = health;
        this.catalogues = catalogues;
        this.time = time;
        this.logger = logger;
        intake = new FileIntake(plan, journal, ingest, ShowProgress);
        done = new SettledFolder(plan.Done);
        failed = new SettledFolder(plan.Failed);
        Publish(FolderState.Starting);
    }

    /// <summary>How the folder is doing.</summary>
    public FolderReport Report => report;

    /// <summary>Looks at the folder at its interval until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(plan.Every.ToTimeSpan(), time);
        do
        {
            try
            {
                await LookAsync(cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // One look that fails must not end the watch.
                Log.LookFailed(logger, plan.Id, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>One look: takes every file that is complete.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        faults.Clear();
        waitsFor = null;
        try
        {
            hold ??= FolderLock.TryTake(plan);
            if (hold is null)
            {
                Publish(FolderState.Elsewhere);
                return;
            }

            FolderContent content = FolderContent.Of(plan);
            content.Faults.ToList().ForEach(NoteLeftAlone);
            await TakeAllAsync(content, cancellationToken);
            RemoveOld();
            BecomeAvailable();
            Publish(waitsFor is null ? FolderState.Watching : FolderState.Waiting);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            BecomeUnavailable(FileFault.FolderUnavailable, "The folder, or the one for settled files, cannot be listed or written; check that it is there and its rights.");
        }
        catch (Exception failure) when (failure is LedgerUnavailableException or IngestOverloadedException)
        {
            BecomeUnavailable("ledger_unavailable", "The ledger cannot take records now; the files stay where they are and are read again.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => hold?.Dispose();

    private async Task TakeAllAsync(FolderContent content, CancellationToken cancellationToken)
    {
        stable.Look([.. content.Files, .. content.Manifests.Values]);
        waiting = content.Files.Count;
        List<DropFile> complete = [.. content.Files.Select(file => WithManifest(file, content)).Where(IsComplete)];
        foreach (DropFile file in complete.OrderBy(file => file.Manifest?.Sequence ?? long.MinValue).ThenBy(file => file.Identity.Modified).ThenBy(file => file.Name, StringComparer.Ordinal))
        {
            if (MustWait(file))
            {
                continue;
            }

            if (await SettleAsync(file, cancellationToken))
            {
                waiting--;
            }
        }

        foreach ((string name, DropFile manifest) in content.Manifests.Where(manifest => content.Files.All(file => file.Name != manifest.Key)))
        {
            SettleLateManifest(name, manifest);
        }
    }

    private DropFile WithManifest(DropFile file, FolderContent content)
    {
        if (!content.Manifests.TryGetValue(file.Name, out DropFile? manifest))
        {
            return file;
        }

        try
        {
            return file with { Manifest = ReadManifest(manifest, file.Name) };
        }
        catch (FileFaultException fault)
        {
            // Perhaps half-written: only one that stays as it is was meant so.
            return stable.LooksAt(manifest) >= plan.StableLooks ? file with { ManifestFault = fault } : file with { Manifest = Unfinished };
        }
    }

    private bool IsComplete(DropFile file)
    {
        if (file.ManifestFault is not null)
        {
            return stable.LooksAt(file) >= plan.StableLooks;
        }

        if (file.Manifest is { } manifest)
        {
            // Nothing can be missing once the size is right; a wrong size that stays is a fault.
            return !ReferenceEquals(manifest, Unfinished) && (manifest.Bytes == file.Identity.Length || stable.LooksAt(file) >= plan.StableLooks);
        }

        return plan.Manifest != ManifestPolicy.Required && stable.LooksAt(file) >= plan.StableLooks;
    }

    private bool MustWait(DropFile file)
    {
        if (plan.OnGap != GapPolicy.Wait || file.Manifest?.Sequence is not { } sequence || journal.Judge(sequence) != SequenceVerdict.Gap)
        {
            return false;
        }

        waitsFor ??= journal.State.LastSequence + 1;
        return true;
    }

    // Answers whether the file is out of the way.
    private async Task<bool> SettleAsync(DropFile file, CancellationToken cancellationToken)
    {
        if (unmoved.TryGetValue(file.Name, out (FileIdentity Identity, FileRecord Record) settled) && settled.Identity == file.Identity)
        {
            return TryMove(file, settled.Record, PlaceFor(file, settled.Record));
        }

        string? place = null;
        FileRecord record;
        try
        {
            Log.Reading(logger, plan.Id, file.Label, file.Identity.Length);
            Publish(FolderState.Reading, new FileProgress(file.Label, file.Identity.Length, 0, 0));
            record = await intake.TakeAsync(file, (refusals, placeOf) => ReasonsFile.Write((place = failed.PlaceFor(file.Name, Today)) + ReasonsFile.Suffix, refusals, placeOf), cancellationToken);
        }
        catch (FileFaultException changed) when (changed.Code == FileFault.Changed)
        {
            stable.Forget(file);
            return false;
        }
        catch (FileFaultException fault)
        {
            record = await NotTakenAsync(file, fault.Code, fault.Message, place = failed.PlaceFor(file.Name, Today), cancellationToken);
        }
        catch (BodyException unreadable)
        {
            string message = $"{unreadable.Message} (line {unreadable.Line}, column {unreadable.Column})";
            record = await NotTakenAsync(file, FileFault.BadFile, message, place = failed.PlaceFor(file.Name, Today), cancellationToken);
        }
        catch (BodyTooLargeException large)
        {
            record = await NotTakenAsync(file, FileFault.TooLarge, large.Message, place = failed.PlaceFor(file.Name, Today), cancellationToken);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            // In use by its writer, or not ours to read: the others do not wait for it.
            NoteLeftAlone(new FolderFault(file.Label, FileFault.NoAccess, "The file cannot be opened or read; check its rights, and that whoever writes it has closed it."));
            return false;
        }

        if (!journal.State.Recent.Contains(record))
        {
            record = record with { At = time.GetUtcNow() };
            Tell(record);
            journal.Add(record);
        }

        return TryMove(file, record, place ?? PlaceFor(file, record));
    }

    private async Task<FileRecord> NotTakenAsync(DropFile file, string code, string message, string place, CancellationToken cancellationToken)
    {
        ReasonsFile.Write(place + ReasonsFile.Suffix, code, message);
        await ledger.RecordRefusalsAsync([new RefusalCount(plan.Source, code, "", 1)], cancellationToken);
        return new FileRecord { File = file.Label, Sha256 = "", Bytes = file.Identity.Length, Sequence = file.Manifest?.Sequence, At = default, Fault = code, Message = message };
    }

    private string PlaceFor(DropFile file, FileRecord record) => (record.IsGood ? done : failed).PlaceFor(file.Name, Today);

    private bool TryMove(DropFile file, FileRecord record, string place)
    {
        try
        {
            SettledFolder.Move(file, place);
            string manifest = file.Path + FileManifest.Suffix;
            if ((file.Manifest ?? (object?)file.ManifestFault) is not null && File.Exists(manifest))
            {
                File.Move(manifest, place + FileManifest.Suffix, overwrite: false);
            }
        }
        catch (Exception stuck) when (stuck is IOException or UnauthorizedAccessException)
        {
            unmoved[file.Name] = (file.Identity, record);
            NoteLeftAlone(new FolderFault(file.Label, FileFault.NoAccess, "The file was read but cannot be moved; check the rights of the folder and of the one for settled files."));
            return false;
        }

        unmoved.Remove(file.Name);
        journal.Replace(record, record with { IsMoved = true });
        return true;
    }

    // A manifest whose file was settled before it came: it is held against what was read then.
    private void SettleLateManifest(string name, DropFile manifest)
    {
        if (stable.LooksAt(manifest) < plan.StableLooks)
        {
            return;
        }

        try
        {
            FileManifest read = ReadManifest(manifest, name);
            if (journal.FindContent(read.Sha256) is { } file)
            {
                journal.Replace(file, file with { Sequence = file.Sequence ?? read.Sequence });
                SettledFolder.Move(manifest, (file.IsGood ? done : failed).PlaceFor(manifest.Name, Today));
                return;
            }

            NoteLeftAlone(new FolderFault(manifest.Label, FileFault.BadManifest, "The manifest stands alone; its file is missing."));
        }
        catch (FileFaultException fault)
        {
            NoteLeftAlone(new FolderFault(manifest.Label, fault.Code, fault.Message));
        }
    }

    private static FileManifest ReadManifest(DropFile manifest, string file)
    {
        if (manifest.Identity.Length > FileManifest.MaximumBytes)
        {
            throw new FileFaultException(FileFault.BadManifest, "The manifest is larger than any; write it as docs/formats/folders.md says.");
        }

        return FileManifest.Read(File.ReadAllBytes(manifest.Path), file);
    }

    private void RemoveOld()
    {
        if (plan.KeepDone is { } keep && (removedOn is not { } last || last < Today))
        {
            removedOn = Today;
            int removed = done.RemoveBefore(Today.AddDays(-(int)keep.TotalDays));
            if (removed > 0)
            {
                Log.Removed(logger, plan.Id, removed);
            }
        }
    }

    private DateOnly Today => catalogues.Current.Calendar.DateOf(NodaTime.Instant.FromDateTimeOffset(time.GetUtcNow())).ToDateOnly();

    private void Tell(FileRecord record)
    {
        if (record.Fault is { } code)
        {
            Log.NotTaken(logger, plan.Id, record.File, code, record.Message ?? "");
            health.Report(plan.Source, plan.Actor, code, "A file of the watched folder was not taken; GET /api/v1/folders tells which and why.");
            return;
        }

        health.Recover(plan.Source, plan.Actor);
        Log.Taken(logger, plan.Id, record.File, record.Received, record.Inserted, record.Rejected);
        if (record.Sequence is { } sequence && journal.Judge(sequence) == SequenceVerdict.Gap)
        {
            Log.Gap(logger, plan.Id, record.File, sequence, journal.State.LastSequence);
        }

        if (record.IsRepeat)
        {
            Log.Repeat(logger, plan.Id, record.File);
        }
    }

    // Told once in the log for as long as it lasts, and in every report.
    private void NoteLeftAlone(FolderFault fault)
    {
        if (faults.Count < MaximumFaults)
        {
            faults.Add(fault);
        }

        if (!toldFaults.Contains(fault))
        {
            Log.LeftAlone(logger, plan.Id, fault.File, fault.Code, fault.Message);
        }
    }

    private void BecomeUnavailable(string code, string message)
    {
        faults.Add(new FolderFault("", code, message));
        health.Report(plan.Source, plan.Actor, code, message);
        if (!isUnavailable)
        {
            Log.Unavailable(logger, plan.Id, code, message);
        }

        isUnavailable = true;
        hold?.Dispose();
        hold = null;
        Publish(FolderState.Unavailable);
    }

    private void BecomeAvailable()
    {
        if (isUnavailable)
        {
            Log.Available(logger, plan.Id);
            if (journal.State.Recent is [.., { Fault: null }] or [])
            {
                health.Recover(plan.Source, plan.Actor);
            }
        }

        isUnavailable = false;
    }

    private void ShowProgress(FileProgress reading)
    {
        long now = time.GetTimestamp();
        if (toldProgress is { } last && time.GetElapsedTime(last, now) < ProgressInterval)
        {
            return;
        }

        if (toldProgress is not null && reading.Bytes >= LongFile)
        {
            Log.Progress(logger, plan.Id, reading.File, reading.Read, reading.Bytes, reading.Committed);
        }

        toldProgress = now;
        Publish(FolderState.Reading, reading);
    }

    private void Publish(FolderState state, FileProgress? reading = null)
    {
        JournalDocument known = journal.State;
        toldFaults = state == FolderState.Reading ? toldFaults : [.. faults];
        report = new FolderReport(
            plan,
            state,
            waiting,
            waitsFor,
            reading,
            known.LastSequence,
            known.Missing,
            known.Files,
            known.Faults,
            known.Gaps,
            known.Repeats,
            known.LastSuccessAt,
            [.. known.Recent.Reverse().Take(ReportedFiles)],
            [.. faults]);
    }

    private const int MaximumFaults = 100;
    private const int ReportedFiles = 20;

    /// <summary>Files from this size on tell in the log how far they are.</summary>
    private const long LongFile = 32L << 20;

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    // Stands for a manifest that may still be written.
    private static readonly FileManifest Unfinished = new("", -1, "", null, null);

    private readonly FolderPlan plan;
    private readonly FolderJournal journal;
    private readonly ILedger ledger;
    private readonly SourceFaults health;
    private readonly ICatalogueSource catalogues;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly FileIntake intake;
    private readonly SettledFolder done;
    private readonly SettledFolder failed;
    private readonly StableFiles stable = new();
    private readonly List<FolderFault> faults = [];
    private readonly Dictionary<string, (FileIdentity Identity, FileRecord Record)> unmoved = new(StringComparer.Ordinal);
    private volatile FolderReport report = null!; // set by the constructor's first Publish
    private HashSet<FolderFault> toldFaults = [];
    private FolderLock? hold;
    private DateOnly? removedOn;
    private long? waitsFor;
    private long? toldProgress;
    private int waiting;
    private bool isUnavailable;
}
