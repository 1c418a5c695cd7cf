namespace Tongbi.Collector.Tests.Ledger;

/// <summary>What the log adds up to for one bucket of one series.</summary>
public readonly record struct BucketState(long Count, long Presence);
