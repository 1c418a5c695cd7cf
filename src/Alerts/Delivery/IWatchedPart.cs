using NodaTime;

namespace Tongbi.Alerts.Delivery;

/// <summary>Something else that the watchdog looks after besides alerting itself.</summary>
public interface IWatchedPart
{
    /// <summary>What is wrong at this moment; what is no longer named is over.</summary>
    IReadOnlyList<WatchedTrouble> Troubles(Instant now);
}
