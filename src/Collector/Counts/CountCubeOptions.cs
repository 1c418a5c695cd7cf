namespace Tongbi.Collector.Counts;

/// <summary>How the cube keeps itself.</summary>
public sealed class CountCubeOptions
{
    /// <summary>File of the snapshot from which a start goes on; null = always built from the change log.</summary>
    public string? SnapshotPath { get; init; }

    /// <summary>A snapshot is written when so many log entries came since the last one, and at an orderly stop. This bounds the work of a start
    /// after a crash. Default 2,000,000; at least 1.</summary>
    public long SnapshotEvery { get; init; } = 2_000_000;

    /// <summary>How long the follower waits after the ledger could not be read. Default 1 s.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Change sets that move so many buckets or more are added up beside the readers, shown as a whole and then moved into the counts
    /// in short turns; smaller ones are added at once. Measured; tests lower it to walk the same way with little data.</summary>
    internal int LayerFrom { get; init; } = 500;

    /// <summary>Run while a change set is half applied; tests fail there. Default: nothing.</summary>
    internal Action? Halfway { get; init; }
}
