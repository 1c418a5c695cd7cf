namespace Tongbi.Collector.Ledger.Held;

/// <summary>What became of the records that waited.</summary>
/// <param name="Looked">Records looked at.</param>
/// <param name="Released">Records that wait no longer: counted, or found to be duplicates or stale.</param>
/// <param name="Dropped">Records forgotten, since the table now says so or a newer revision was counted meanwhile.</param>
/// <param name="Sealed">Mapped records that go on waiting because they would change a locked month.</param>
/// <param name="LastId">Number of the last record looked at; 0 if none was.</param>
/// <param name="Version">Version of the data set afterwards.</param>
public sealed record HeldOutcome(long Looked, long Released, long Dropped, long Sealed, long LastId, long Version);
