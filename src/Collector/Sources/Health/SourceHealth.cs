using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Sources.Health;

/// <summary>What a source's deliveries tell of it at one moment.</summary>
/// <param name="State">The verdict.</param>
/// <param name="Lag">Age of the last success; null if there was none. Never negative.</param>
public readonly record struct SourceHealth(SourceState State, Duration? Lag)
{
    /// <summary>Judges a source by its rhythm. A pure function: the same for the wall, the pages, alerts and the API.</summary>
    /// <param name="source">The source with its rhythm.</param>
    /// <param name="activity">What the ledger knows of it; null = nothing.</param>
    /// <param name="fault">What stands against it by a way in of ours that fails; null = nothing.</param>
    /// <param name="now">The moment to judge for.</param>
    public static SourceHealth Of(SourceSystem source, SourceActivity? activity, SourceFault? fault, Instant now)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (activity?.LastSuccessAt is not { } success)
        {
            return new SourceHealth(activity?.LastRefusalAt is null && fault is null ? SourceState.Never : SourceState.Failed, null);
        }

        Duration lag = Duration.Max(now - success, Duration.Zero);

        // A delivery that was good in part counts as a success at the same moment as its refusals, so only a later refusal is a failure.
        // A way in that fails is a failure whatever came by another: records are missing.
        SourceState state = fault is not null || activity.LastRefusalAt > success ? SourceState.Failed
            : lag >= source.SilentAfter ? SourceState.Silent
            : lag >= source.LateAfter ? SourceState.Late
            : SourceState.Live;
        return new SourceHealth(state, lag);
    }
}
