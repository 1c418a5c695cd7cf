using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Folder.Workbooks;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>
/// Reads one complete file into the ledger: checksum → manifest → records → commit. Either the file as a whole is not taken, or every record is
/// counted or refused by itself.
/// </summary>
/// <param name="plan">The folder.</param>
/// <param name="journal">What came before.</param>
/// <param name="ingest">The way in.</param>
/// <param name="progress">Told how far it is.</param>
internal sealed class FileIntake(FolderPlan plan, FolderJournal journal, IngestService ingest, Action<FileProgress> progress)
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">The file, complete.</param>
    /// <param name="reasons">Writes what was refused of it, where anything was, before the file is put down as settled.</param>
    /// <param name="cancellationToken">Ends the reading; then it begins anew another time.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="FileFaultException">It cannot be taken as a whole.</exception>
    /// <exception cref="BodyException">The text cannot be read as a whole.</exception>
    /// <exception cref="BodyTooLargeException">It exceeds a limit.</exception>
    public async Task<FileRecord> TakeAsync(DropFile file, Action<IEnumerable<Refusal>, Func<long, string>> reasons, CancellationToken cancellationToken)
    {
        if (file.ManifestFault is { } unusable)
        {
            throw unusable;
        }

        if (file.Identity.Length > plan.MaximumBytes)
        {
            throw new FileFaultException(FileFault.TooLarge, $"The file is larger than {plan.MaximumBytes >> 20} MiB; split it, or raise maxMegabytes.");
        }

        DropKind kind = DropKind.Of(file.Name, plan.Format) ?? throw new FileFaultException(FileFault.BadFile, "The file's name does not tell what it is; name the format in folders.yaml.");
        await using FileStream content = Open(file);
        if (!IsUnchanged(content, file))
        {
            throw new FileFaultException(FileFault.Changed, "The file changed since it was found; it will be read when it is complete.");
        }

        bool isPlainText = kind is { Format: not DropFormat.Xlsx, Compression: BodyCompression.None };
        TextProbe? probe = isPlainText && plan.Encoding == TextEncoding.Auto ? new TextProbe() : null;
        string sha256 = await FileChecksum.ReadAsync(content, probe, cancellationToken);
        Check(file, sha256);
        if (journal.FindContent(sha256) is { IsMoved: false, Fault: null } known)
        {
            // Committed, and then the process ended before the file could be moved.
            return known;
        }

        return await CommitAsync(file, sha256, NewFeed(content, kind, probe, file), content, reasons, cancellationToken);
    }

    private async Task<FileRecord> CommitAsync(DropFile file, string sha256, IFileFeed feed, FileStream content, Action<IEnumerable<Refusal>, Func<long, string>> reasons, CancellationToken cancellationToken)
    {
        FeedRequest request = new()
        {
            Feed = new CheckedFeed(feed, file.Manifest, () => IsUnchanged(content, file)),
            Kind = plan.Kind,
            Source = plan.Source,
            Actor = plan.Actor,
            Committed = committed => progress(new FileProgress(file.Label, file.Identity.Length, file.Identity.Length, committed)),
        };
        using IngestResult result = await ingest.TakeAsync(request, cancellationToken);
        if (result.RejectedCount > 0)
        {
            reasons(result.Rejected, feed.PlaceOf);
        }

        bool isRepeat = journal.FindContent(sha256) is { Fault: null } || (file.Manifest?.Sequence is { } sequence && journal.Judge(sequence) == SequenceVerdict.Repeat);
        return new FileRecord
        {
            File = file.Label,
            Sha256 = sha256,
            Bytes = file.Identity.Length,
            Sequence = file.Manifest?.Sequence,
            At = default,
            Received = result.Received,
            Inserted = result.Outcome.Inserted,
            Changed = result.Outcome.Revised + result.Outcome.Withdrawn,
            Known = result.Outcome.Duplicate + result.Outcome.Stale,
            Rejected = result.RejectedCount,
            Held = result.Held,
            IsRepeat = isRepeat,
        };
    }

    private IFileFeed NewFeed(FileStream content, DropKind kind, TextProbe? probe, DropFile file)
    {
        return kind.Format == DropFormat.Xlsx
            ? new WorkbookFeed(content, plan.Mapping, new WorkbookOptions(plan.Sheet, plan.HeaderRow, plan.TakesFormulas), new WorkbookLimits(), Report)
            : new TextFeed(content, plan, kind, probe, Report);

        void Report(long read) => progress(new FileProgress(file.Label, file.Identity.Length, Math.Min(read, file.Identity.Length), 0));
    }

    private void Check(DropFile file, string sha256)
    {
        if (file.Manifest is not { } manifest)
        {
            return;
        }

        if (manifest.Bytes != file.Identity.Length)
        {
            throw new FileFaultException(FileFault.SizeMismatch, "The file's size is not the one that its manifest says; send both again.");
        }

        if (manifest.Sha256 != sha256)
        {
            throw new FileFaultException(FileFault.ChecksumMismatch, "The file's content is not what its manifest was made of: it was damaged or altered on the way. Send both again.");
        }

        if (manifest.Sequence is { } sequence && journal.FindTaken(sequence) is { } before && before.Sha256 != sha256)
        {
            throw new FileFaultException(FileFault.SequenceReused, $"Sequence number {sequence} was given to another content before; number the file anew.");
        }
    }

    private static FileStream Open(DropFile file)
    {
        try
        {
            return new FileStream(file.Path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, BufferSize = 128 * 1024, Options = FileOptions.SequentialScan });
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileFaultException(FileFault.Changed, "The file is gone again.", gone);
        }
    }

    // The open file and what now stands under its name must both be what the look found.
    private static bool IsUnchanged(FileStream content, DropFile file) =>
        FileIdentity.Of(content, file.Path) == file.Identity && FileIdentity.At(file.Path) == file.Identity;
}
