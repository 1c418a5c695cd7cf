using NodaTime;
using Tongbi.Collector.Ledger.ChangeLog;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>Writes the change log: gathers the entries of the version in the making and stores them in blocks.</summary>
internal sealed class ChangeLogTable(SqliteSession session, int blockEntries) : IDisposable
{
    /// <summary>When the version that was begun is recorded, in whole Unix seconds: what records keep of it.</summary>
    public long RecordedSecond { get; private set; }

    /// <summary>Begins the entries of a version.</summary>
    public void Begin(long version, Instant recordedAt, string actor)
    {
        entries.Clear();
        corrections.Clear();
        part = 0;
        RecordedSecond = recordedAt.ToUnixTimeSeconds();
        insert.Bind(1, version).Bind(3, recordedAt.ToUnixTimeTicks()).Bind(4, actor);
    }

    /// <summary>Adds an entry to the version that was begun.</summary>
    public void Add(LogEntry entry)
    {
        if (entries.IsFull)
        {
            MakeRoom();
        }

        entries.Add(entry);
    }

    /// <summary>Adds a correction to the version that was begun; one of records first recorded now that were not moved says nothing.</summary>
    public void Add(LogCorrection correction)
    {
        if (correction.Moved == 0 && correction.FirstRecorded == RecordedSecond)
        {
            return;
        }

        if (corrections.IsFull)
        {
            Write(entries.Merge());
        }

        corrections.Add(correction);
    }

    /// <summary>Writes what is left. A version that moved no count still has one, empty, block.</summary>
    public void End()
    {
        ReadOnlySpan<LogEntry> merged = entries.Merge();
        if (!merged.IsEmpty || !corrections.Merge().IsEmpty || part == 0)
        {
            Write(merged);
        }

        encoder.Trim();
    }

    /// <inheritdoc/>
    public void Dispose() => insert.Dispose();

    private void MakeRoom()
    {
        // Where merging frees less than half, the next merge would come soon and free little: better a block now.
        ReadOnlySpan<LogEntry> merged = entries.Merge();
        if (merged.Length > entries.Capacity / 2)
        {
            Write(merged);
        }
    }

    private void Write(ReadOnlySpan<LogEntry> merged)
    {
        long? first = null;
        long? last = null;
        bool hasFigures = false;
        foreach (ref readonly LogEntry entry in merged)
        {
            if (entry.Grain == BucketGrain.Event)
            {
                first = Math.Min(first ?? long.MaxValue, entry.Start);
                last = Math.Max(last ?? long.MinValue, entry.Start);
            }
            else
            {
                hasFigures = true;
            }
        }

        insert.Bind(2, part++).Bind(5, first).Bind(6, last).Bind(7, encoder.Encode(merged)).Bind(8, hasFigures ? 1 : 0).Bind(9, CorrectionBlock.Encode(corrections.Merge())).Run();
        entries.Clear();
        corrections.Clear();
    }

    private readonly LogEntryBuffer entries = new(blockEntries);
    private readonly CorrectionBuffer corrections = new(blockEntries);
    private readonly LogBlockEncoder encoder = new();
    private readonly SqliteStatement insert = session.Prepare("INSERT INTO change_log(version, part, recorded_at, actor, min_second, max_second, entries, has_figures, corrections) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    private int part;
}
