using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>
/// What is known of a folder over restarts: sequence numbers, totals, the newest files. The counts do not depend on it: the ledger alone
/// decides what counts, so a lost journal costs a file's being read again. Written as a whole, fsynced and renamed into place. Used by one
/// thread at a time; what it gives away is immutable.
/// </summary>
internal sealed class FolderJournal
{
    /// <summary>Files that are remembered one by one.</summary>
    public const int RememberedFiles = 1_000;

    /// <summary>Opens the journal of a folder; a damaged one is put aside and begun anew.</summary>
    /// <param name="path">The file.</param>
    /// <param name="logger">Where damage is told.</param>
    public FolderJournal(string path, ILogger logger)
    {
        this.path = path;
        State = Load(path, logger);
        sequences = new SequenceBook(State.LastSequence, State.Missing);
    }

    /// <summary>What is known now.</summary>
    public JournalDocument State { get; private set; }

    /// <summary>How a sequence number would follow those that came.</summary>
    public SequenceVerdict Judge(long sequence) => sequences.Judge(sequence);

    /// <summary>The file that came under a sequence number and was taken; null if it is not remembered.</summary>
    public FileRecord? FindTaken(long sequence) => State.Recent.LastOrDefault(file => file.Sequence == sequence && file.Fault is null);

    /// <summary>The latest file with this content; null if none is remembered.</summary>
    public FileRecord? FindContent(string sha256) => State.Recent.LastOrDefault(file => file.Sha256 == sha256);

    /// <summary>Notes what became of a file.</summary>
    public void Add(FileRecord file)
    {
        bool isGap = false;
        if (file is { Fault: null, Sequence: { } sequence })
        {
            isGap = sequences.Judge(sequence) == SequenceVerdict.Gap;
            sequences.Note(sequence);
        }

        IEnumerable<FileRecord> recent = State.Recent.Append(file);
        Save(State with
        {
            LastSequence = sequences.Last,
            Missing = [.. sequences.Missing],
            Files = State.Files + 1,
            Faults = State.Faults + (file.Fault is null ? 0 : 1),
            Gaps = State.Gaps + (isGap ? 1 : 0),
            Repeats = State.Repeats + (file.IsRepeat ? 1 : 0),
            LastSuccessAt = file.Fault is null ? file.At : State.LastSuccessAt,
            Recent = [.. recent.TakeLast(RememberedFiles)],
        });
    }

    /// <summary>Notes that a remembered file was changed in what is known of it: moved, or given a sequence number by a late manifest.</summary>
    public void Replace(FileRecord before, FileRecord after)
    {
        if (after.Sequence is { } sequence && before.Sequence is null)
        {
            sequences.Note(sequence);
        }

        Save(State with
        {
            LastSequence = sequences.Last,
            Missing = [.. sequences.Missing],
            Recent = [.. State.Recent.Select(file => ReferenceEquals(file, before) ? after : file)],
        });
    }

    private void Save(JournalDocument next)
    {
        State = next;
        string temporary = path + ".new";
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream file = new(temporary, options))
        {
            JsonSerializer.Serialize(file, next, Json);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static JournalDocument Load(string path, ILogger logger)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            JournalDocument? read = JsonSerializer.Deserialize<JournalDocument>(file, Json);
            return read is { Format: 1 } ? read : throw new JsonException("unknown format");
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return new JournalDocument();
        }
        catch (JsonException damaged)
        {
            File.Move(path, path + ".damaged", overwrite: true);
            Log.JournalDamaged(logger, Path.GetFileName(path), damaged);
            return new JournalDocument();
        }
    }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly string path;
    private readonly SequenceBook sequences;
}
