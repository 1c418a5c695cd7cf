namespace Tongbi.Collector.Statistics;

/// <summary>What one of two sources says.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Value">Its figure; null = unknown.</param>
/// <param name="State"><c>complete</c>; <c>provisional</c> (a stock's next figure is not due yet); <c>partial</c> (it left a gap); <c>unknown</c>.</param>
public sealed record ReconciledSide(string Source, long? Value, string State);
