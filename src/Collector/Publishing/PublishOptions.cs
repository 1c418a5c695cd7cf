namespace Tongbi.Collector.Publishing;

/// <summary>How publishing paces and bounds itself.</summary>
public sealed class PublishOptions
{
    /// <summary>Folder of the cursors, one file a target.</summary>
    public required string Folder { get; init; }

    /// <summary>Changes that come within this time of each other are sent together. Default 0.5 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Wait after a failure on this side, e.g. a ledger that cannot be read. Default 5 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a target may take for one request. Default 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock and the catalogue are looked at so often where nothing changes. Default 10 s.</summary>
    public TimeSpan LookAgainAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>So many days of sums are gathered before they are sent; reading goes on afterwards. Bounds memory (about 40 bytes each). Default 500,000.</summary>
    public int GatherAtMost { get; init; } = 500_000;

    /// <summary>So many changes are looked up in the counts at once. Default 10,000.</summary>
    public int TraceAtOnce { get; init; } = 10_000;

    /// <summary>Points in one request. Default 5,000.</summary>
    public int BatchPoints { get; init; } = 5_000;
}
