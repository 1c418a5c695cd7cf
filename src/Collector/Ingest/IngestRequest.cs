namespace Tongbi.Collector.Ingest;

/// <summary>A body to be read, and who sends it.</summary>
public sealed record IngestRequest
{
    /// <summary>The body as on the wire. The caller keeps it.</summary>
    public required Stream Body { get; init; }

    /// <summary>What the records are.</summary>
    public required RecordKind Kind { get; init; }

    /// <summary>How they are written.</summary>
    public required BodyFormat Format { get; init; }

    /// <summary>How they are packed.</summary>
    public BodyCompression Compression { get; init; }

    /// <summary>Whether the caller may send records of a source (id).</summary>
    public required Func<string, bool> MayIngest { get; init; }

    /// <summary>Who sends: key id, account or way in, never a secret. Each has its own queue and its fair share of turns; on figures of
    /// several sources the key stands for them.</summary>
    public required string Actor { get; init; }

    /// <summary>Whether the request is refused under overload (default) or waits: files and pulls wait.</summary>
    public OverloadPolicy WhenBusy { get; init; }
}
