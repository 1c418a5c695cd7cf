namespace Tongbi.Collector.Ledger.Seals;

/// <summary>What one person asks for; a second one has to approve it.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Span">The month.</param>
/// <param name="Reason">Why, in the office's words; 1 to 500 characters, no personal data.</param>
/// <param name="By">Who asks: account, key id; never a secret.</param>
/// <param name="AmendFor">Of <see cref="SealKind.Amend"/>: how long changes are let in, counted from the approval.</param>
public sealed record SealRequest(SealKind Kind, SealSpan Span, string Reason, string By, TimeSpan? AmendFor = null);
