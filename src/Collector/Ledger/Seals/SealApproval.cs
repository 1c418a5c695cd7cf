using NodaTime;

namespace Tongbi.Collector.Ledger.Seals;

/// <summary>The second person's word, from which an act is in force.</summary>
/// <param name="Order">1, 2, 3, … in the order of approval, over all months: the later act rules.</param>
/// <param name="By">Who approved; never who asked.</param>
/// <param name="At">When.</param>
/// <param name="Version">The version that the approval made: it has the figures that were closed or locked, and is the first that tells so.</param>
public sealed record SealApproval(long Order, string By, Instant At, long Version);
