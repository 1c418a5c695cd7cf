using Tongbi.Collector.Ledger;

namespace Tongbi.Alerts.RuleTests;

/// <summary>Counts that a test begins with.</summary>
/// <param name="Key">The leaf series.</param>
/// <param name="Grain">Hours or days.</param>
/// <param name="Start">First bucket in the units of the grain.</param>
/// <param name="Counts">One count per bucket; null = nothing is known of it.</param>
public sealed record RuleTestSeries(SeriesKey Key, BucketGrain Grain, int Start, IReadOnlyList<long?> Counts);
