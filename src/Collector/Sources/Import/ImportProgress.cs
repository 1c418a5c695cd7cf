namespace Tongbi.Collector.Sources.Import;

/// <summary>How far an import is.</summary>
/// <param name="Rows">Rows whose fate is settled: committed or refused.</param>
/// <param name="Bytes">Bytes of the file read so far, as they stand on disk.</param>
/// <param name="TotalBytes">Size of the file on disk.</param>
/// <param name="Elapsed">Time since the beginning.</param>
public readonly record struct ImportProgress(long Rows, long Bytes, long TotalBytes, TimeSpan Elapsed)
{
    /// <summary>Rows that an earlier, interrupted run had settled.</summary>
    public long RowsBefore { get; init; }

    /// <summary>Rows a second of this run; 0 before any time has passed.</summary>
    public double RowsPerSecond => Elapsed > TimeSpan.Zero ? (Rows - RowsBefore) / Elapsed.TotalSeconds : 0;

    /// <summary>Expected time to the end, by bytes; null before anything was read.</summary>
    public TimeSpan? Remaining => Bytes > 0 ? Elapsed * ((TotalBytes - Bytes) / (double)Bytes) : null;
}
