using System.ComponentModel.DataAnnotations;

namespace Tongbi.Collector.Ingest;

/// <summary>Limits of the way in; settings section <c>Tongbi:Ingest</c>.</summary>
public sealed class IngestLimits
{
    /// <summary>Largest body on the wire in bytes, default 32 MiB; a larger one is answered with 413.</summary>
    [Range(1, long.MaxValue)]
    public long MaxWireBytes { get; set; } = 32L << 20;

    /// <summary>Largest body after unpacking in bytes, default 1 GiB; unpacking stops there and the answer is 413.</summary>
    [Range(1, long.MaxValue)]
    public long MaxUnpackedBytes { get; set; } = 1L << 30;

    /// <summary>Most records in one body, default 50 million; a longer one is answered with 413. Bounds the spool files.</summary>
    [Range(1, long.MaxValue)]
    public long MaxRecords { get; set; } = 50_000_000;

    /// <summary>Memory that one request may use for validated records before they go to a spool file, in bytes; default 16 MiB.</summary>
    [Range(1 << 16, 1 << 30)]
    public int SpoolMemoryBytes { get; set; } = 16 << 20;

    /// <summary>Requests that are read at the same time; default 4. One sender holds at most one less, so that a turn is left for the others.</summary>
    [Range(1, 1024)]
    public int MaxConcurrent { get; set; } = 4;

    /// <summary>Requests of one sender (a key or a person) that may wait for their turn; default 64. One more is answered with 429.</summary>
    [Range(0, 65_536)]
    public int MaxWaitingPerSender { get; set; } = 64;

    /// <summary>
    /// Requests of all senders together that may wait; default 256. One more is answered with 503: the newest request of the sender with the
    /// most waiting, so that no flood turns anybody else away.
    /// </summary>
    [Range(0, 65_536)]
    public int MaxWaiting { get; set; } = 256;

    /// <summary>What <c>Retry-After</c> says under overload; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);
}
