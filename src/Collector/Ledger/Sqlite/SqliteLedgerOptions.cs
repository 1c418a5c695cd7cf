using System.ComponentModel.DataAnnotations;
using NodaTime;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>How the ledger in one SQLite file is kept. The defaults were measured (docs/formats/ledger.md says how).</summary>
public sealed class SqliteLedgerOptions
{
    /// <summary>Name of the file inside the data directory.</summary>
    public const string FileName = "tongbi.db";

    /// <summary>The data directory; made when it does not exist.</summary>
    [Required]
    public required string DataDirectory { get; init; }

    /// <summary>Statistical date of an instant, by which refusals are added up. Default: the date in UTC.</summary>
    public Func<Instant, LocalDate> StatisticalDate { get; init; } = instant => instant.InUtc().Date;

    /// <summary>Hour of an instant, as the catalogue's calendar counts them: what is known reaches from hour to hour. Default: hours of UTC.</summary>
    public Func<Instant, int> StatisticalHour { get; init; } = instant => (int)Math.Floor(instant.ToUnixTimeSeconds() / 3600.0);

    /// <summary>How long to wait for another process that is writing; then <see cref="LedgerUnavailableException"/>.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How soon commits of another process are noticed.</summary>
    public TimeSpan ForeignCommitPoll { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Requests that may wait for the writer; a further one waits for a place.</summary>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; init; } = 1_024;

    /// <summary>Most requests that share one fsync.</summary>
    [Range(1, 100_000)]
    public int GroupDeliveries { get; init; } = 256;

    /// <summary>Once this many records were taken, no further request joins the group.</summary>
    [Range(1, 10_000_000)]
    public int GroupRecords { get; init; } = 65_536;

    /// <summary>Events that are sorted and stored together: 48 bytes of memory each.</summary>
    [Range(1, 1 << 22)]
    public int ChunkEvents { get; init; } = 1 << 18;

    /// <summary>Entries in one block of the change log at most: 32 bytes of memory each while it is gathered.</summary>
    [Range(2, 1 << 22)]
    public int BlockEntries { get; init; } = 1 << 19;

    /// <summary>Page cache of the writer in MiB, used as the file grows. Commits stay quick while the table of events fits (about 38 bytes an event).</summary>
    [Range(1, 65_536)]
    public int CacheMebibytes { get; init; } = 256;

    /// <summary>Up to this size the file is checked page by page at the start (about a second for each 256 MiB); above it only the log is.</summary>
    public long QuickCheckBytes { get; init; } = 256L << 20;

    /// <summary>The write-ahead log is cut back when it grew larger than this; what it holds is moved into the file each quarter of it.</summary>
    [Range(4L << 10, long.MaxValue)]
    public long LargestWalBytes { get; init; } = 64L << 20;

    /// <summary>Most pages of the file; 0 = no limit but the disk. Tests use it as a full disk.</summary>
    internal int MaxPageCount { get; init; }

    /// <summary>Path of the file.</summary>
    internal string Path => System.IO.Path.Combine(DataDirectory, FileName);
}
