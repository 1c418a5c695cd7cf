using NodaTime;

namespace Tongbi.Collector.Ledger;

/// <summary>
/// A source was heard from: a successful delivery in an hour in which it had none before. What is known of its events reaches to there, whether or
/// not the delivery changed a count. One an hour and source at most.
/// </summary>
/// <param name="Source">Source id.</param>
/// <param name="At">When.</param>
public sealed record Heard(string Source, Instant At);
