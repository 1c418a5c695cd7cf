namespace Tongbi.Collector.Sources.Folder;

/// <summary>The state of one folder as it is kept on disk (<c>folders/ID.json</c> in the data directory).</summary>
internal sealed record JournalDocument
{
    /// <summary>Form of the file.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Highest sequence number that came.</summary>
    public long? LastSequence { get; init; }

    /// <summary>Missing sequence numbers.</summary>
    public IReadOnlyList<SequenceGap> Missing { get; init; } = [];

    /// <summary>Files settled in all.</summary>
    public long Files { get; init; }

    /// <summary>Files of which nothing was counted.</summary>
    public long Faults { get; init; }

    /// <summary>Gaps seen, filled since or not.</summary>
    public long Gaps { get; init; }

    /// <summary>Repeats seen.</summary>
    public long Repeats { get; init; }

    /// <summary>When a file was last taken.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>The newest files, the latest last.</summary>
    public IReadOnlyList<FileRecord> Recent { get; init; } = [];
}
