using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;

namespace Tongbi.Dashboard.Operations;

/// <summary>
/// Looks whether the server can do its work: answer figures and take records. Each look tries the real thing (reads the ledger, writes a spool file);
/// a change of the configuration that was refused is told but keeps nobody from working, since the one before stays in force.
/// </summary>
internal sealed class ReadinessChecks(
    Readiness readiness, ILedger ledger, ICountCube cube, CatalogueStore catalogue, IEnumerable<IConfigurationPart> parts, SpoolFolder spool, DataDirectory data, TimeProvider time)
{
    /// <summary>Below this the next large delivery may not fit: bodies are spooled before they are committed.</summary>
    public const long LowDisk = 1L << 30;

    /// <summary>Below this nothing more should be begun.</summary>
    public const long FullDisk = 64L << 20;

    /// <summary>How long the counts may take to show what was committed before they are called behind.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>All that is wrong now.</summary>
    public async Task<IReadOnlyList<ReadinessReason>> LookAsync(CancellationToken cancellationToken)
    {
        if (!readiness.HasStarted)
        {
            return [new ReadinessReason("starting", true, "The server is starting.")];
        }

        ReadinessReason?[] found = [await OfLedgerAsync(cancellationToken), await OfCountsAsync(cancellationToken), OfSpool(), OfDisk(FreeBytes()), .. OfConfiguration()];
        return [.. found.OfType<ReadinessReason>()];
    }

    /// <summary>What so many free bytes on the data directory's disk mean; null = nothing.</summary>
    public static ReadinessReason? OfDisk(long? free) => free switch
    {
        < FullDisk => new ReadinessReason("disk_full", true, $"The disk of the data directory has {free >> 20} MiB left: make room, or nothing can be taken."),
        < LowDisk => new ReadinessReason("disk_low", false, $"The disk of the data directory has {free >> 20} MiB left: make room soon."),
        _ => null,
    };

    private async Task<ReadinessReason?> OfLedgerAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ledger.ReadRefusalsAsync(1, cancellationToken);
            return null;
        }
        catch (Exception failure) when (failure is LedgerUnavailableException or InvalidOperationException)
        {
            return new ReadinessReason("ledger_unavailable", true, failure.Message);
        }
    }

    private async Task<ReadinessReason?> OfCountsAsync(CancellationToken cancellationToken)
    {
        long committed = ledger.Version;
        try
        {
            if (!cube.IsAvailable || cube.Version < committed)
            {
                await cube.WaitForVersionAsync(committed, cancellationToken).WaitAsync(Patience, time, cancellationToken);
            }

            return null;
        }
        catch (TimeoutException)
        {
            return cube.IsAvailable
                ? new ReadinessReason("counts_behind", true, $"The counts are at version {cube.Version}, the ledger at {ledger.Version}: they are still catching up.")
                : new ReadinessReason("counts_unavailable", true, "The counts are being built anew after a failure; the log tells which.");
        }
    }

    private ReadinessReason? OfSpool()
    {
        try
        {
            spool.Probe();
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new ReadinessReason("spool_unwritable", true, $"Nothing can be taken, since its spool file cannot be written: {failure.Message}");
        }
    }

    private long? FreeBytes()
    {
        try
        {
            return new DriveInfo(data.Path).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // a disk that does not tell, e.g. on a network
        }
    }

    private IEnumerable<ReadinessReason> OfConfiguration() =>
        parts.Select(part => part.LastMistakes).Prepend(catalogue.LastMistakes)
            .Where(mistakes => mistakes.Count > 0)
            .Select(mistakes => new ReadinessReason("configuration_refused", false, $"A changed file was refused and the one before stays in force ({mistakes.Count} mistakes): {mistakes[0]}"));
}
