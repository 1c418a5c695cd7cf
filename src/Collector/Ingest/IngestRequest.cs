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

    /// <summary>Who sends: key id or verb, never a secret.</summary>
    public required string Actor { get; init; }
}
