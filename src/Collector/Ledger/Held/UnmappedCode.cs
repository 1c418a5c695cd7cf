using NodaTime;

namespace Tongbi.Collector.Ledger.Held;

/// <summary>A code that records wait for.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Field"><c>unit</c> or <c>category</c>.</param>
/// <param name="Metric">Categories: the metric that the records name; empty if none.</param>
/// <param name="Code">The code as the source writes it.</param>
/// <param name="Records">Records that wait for it.</param>
/// <param name="First">Earliest time of occurrence among them.</param>
/// <param name="Last">Latest time of occurrence among them.</param>
public sealed record UnmappedCode(string Source, string Field, string Metric, string Code, long Records, Instant First, Instant Last);
