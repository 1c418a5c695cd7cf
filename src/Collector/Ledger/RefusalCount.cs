namespace Tongbi.Collector.Ledger;

/// <summary>How often something was refused; kept by day, without raw values.</summary>
/// <param name="Source">Source id if it was recognised, else empty.</param>
/// <param name="Code">Refusal code of the public contract, e.g. <c>unknown_unit</c>.</param>
/// <param name="Field">Field name of the public contract, or empty.</param>
/// <param name="Count">How many records.</param>
public sealed record RefusalCount(string Source, string Code, string Field, long Count);
