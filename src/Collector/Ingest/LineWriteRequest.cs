using Tongbi.Collector.Sources.LineProtocol;

namespace Tongbi.Collector.Ingest;

/// <summary>A body of line protocol to be read, and who sends it.</summary>
public sealed record LineWriteRequest
{
    /// <summary>The body as on the wire. The caller keeps it.</summary>
    public required Stream Body { get; init; }

    /// <summary>What the timestamps count.</summary>
    public LinePrecision Precision { get; init; }

    /// <summary>How it is packed.</summary>
    public BodyCompression Compression { get; init; }

    /// <summary>Whether the caller may send records of a source (id).</summary>
    public required Func<string, bool> MayIngest { get; init; }

    /// <summary>Who sends, as in <see cref="IngestRequest.Actor"/>.</summary>
    public required string Actor { get; init; }

    /// <summary>Whether the request is refused under overload (default) or waits.</summary>
    public OverloadPolicy WhenBusy { get; init; }
}
