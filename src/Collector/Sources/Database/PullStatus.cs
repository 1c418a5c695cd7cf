using NodaTime;

namespace Tongbi.Collector.Sources.Database;

/// <summary>How a pull is doing. Immutable.</summary>
/// <param name="Pull">The pull.</param>
/// <param name="IsRunning">Whether it runs now.</param>
/// <param name="Watermark">How far it has come; null before its first batch.</param>
/// <param name="LastRunAt">When the last run began.</param>
/// <param name="LastSuccessAt">When the last run that came to its end ended.</param>
/// <param name="LastTally">What the last run brought, also while it runs.</param>
/// <param name="LastFault">Why the last run failed; null if it did not.</param>
/// <param name="LastFaultAt">When it failed.</param>
/// <param name="FaultsInARow">Runs that failed since the last success.</param>
/// <param name="NextRunAt">When it runs next; null while it runs, or if never again.</param>
public sealed record PullStatus(
    PullDefinition Pull,
    bool IsRunning,
    Watermark? Watermark,
    Instant? LastRunAt,
    Instant? LastSuccessAt,
    PullTally LastTally,
    PullFault? LastFault,
    Instant? LastFaultAt,
    int FaultsInARow,
    Instant? NextRunAt)
{
    /// <summary>A pull that has not run yet.</summary>
    public static PullStatus New(PullDefinition pull) => new(pull, false, null, null, null, PullTally.None, null, null, 0, null);
}
