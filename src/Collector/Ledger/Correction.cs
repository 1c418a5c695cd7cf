namespace Tongbi.Collector.Ledger;

/// <summary>
/// What a version's changes do not tell of the records that they are of. A change that brings records looks as if they were seen then for the
/// first time, and in the series where they always were; for those that were not, a correction tells when they were first recorded and whether a
/// revision moved them. Like changes, corrections add up: all together are the records as they stand.
/// </summary>
/// <param name="Start">Unix second at which the records occurred.</param>
/// <param name="FirstRecorded">Unix second at which they were first recorded; 0 where that was not kept yet.</param>
/// <param name="Series">Handle of the leaf series.</param>
/// <param name="Records">How many of the change's records these are; below 0 for records that left.</param>
/// <param name="Moved">How many came that a revision moved from another series at some time, less those that left.</param>
public readonly record struct Correction(long Start, long FirstRecorded, int Series, int Records, int Moved);
