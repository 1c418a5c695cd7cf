using NodaTime;

namespace Tongbi.Collector.Ledger;

/// <summary>What the ledger knows of one source's deliveries, over all time.</summary>
/// <param name="Source">Source id.</param>
/// <param name="FirstEventAt">Earliest time of occurrence of any event ever accepted; null if it never sent one.</param>
/// <param name="LastRecordAt">Latest time of occurrence accepted.</param>
/// <param name="LastSuccessAt">Last delivery with at least one good record (or an empty, well-formed one).</param>
/// <param name="LastRefusalAt">Last time any of its records was refused.</param>
/// <param name="Accepted">Good records in all.</param>
/// <param name="Rejected">Refused records in all.</param>
public sealed record SourceActivity(string Source, Instant? FirstEventAt, Instant? LastRecordAt, Instant? LastSuccessAt, Instant? LastRefusalAt, long Accepted, long Rejected);
