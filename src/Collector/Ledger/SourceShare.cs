namespace Tongbi.Collector.Ledger;

/// <summary>One source's part of a delivery.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Accepted">Good records of it (new, revised, duplicate and stale alike).</param>
/// <param name="Rejected">Refused records of it.</param>
/// <param name="NewestRecordAt">Latest time of occurrence among the good records, Unix seconds; null if none.</param>
public sealed record SourceShare(string Source, long Accepted, long Rejected, long? NewestRecordAt);
