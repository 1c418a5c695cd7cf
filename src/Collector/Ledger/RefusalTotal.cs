using NodaTime;

namespace Tongbi.Collector.Ledger;

/// <summary>Refusals of one kind on one statistical day, as quarantine shows them.</summary>
/// <param name="Day">Statistical date on which they were refused.</param>
/// <param name="Source">Source id if recognised, else empty.</param>
/// <param name="Code">Refusal code.</param>
/// <param name="Field">Field name, or empty.</param>
/// <param name="Count">How many records.</param>
/// <param name="LastAt">When the last one was refused.</param>
public sealed record RefusalTotal(LocalDate Day, string Source, string Code, string Field, long Count, Instant LastAt);
