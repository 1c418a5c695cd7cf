namespace Tongbi.Collector.Ingest;

/// <summary>Records of a way in inside this process, to be read, validated and committed.</summary>
internal sealed record FeedRequest
{
    /// <summary>Reads them.</summary>
    public required IRecordFeed Feed { get; init; }

    /// <summary>What the records are.</summary>
    public required RecordKind Kind { get; init; }

    /// <summary>The only source that may be fed.</summary>
    public required string Source { get; init; }

    /// <summary>Who delivers, for the record: e.g. <c>folder:drop110</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>Told how many records are committed so far, where they are many.</summary>
    public Action<long>? Committed { get; init; }
}
