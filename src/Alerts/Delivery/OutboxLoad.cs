using NodaTime;

namespace Tongbi.Alerts.Delivery;

/// <summary>What waits in the outbox.</summary>
/// <param name="Waiting">Messages that wait to be delivered and were not held back on purpose.</param>
/// <param name="Oldest">When the oldest of them was decided; null if none waits.</param>
/// <param name="Dead">Messages given up in the last day.</param>
public sealed record OutboxLoad(long Waiting, Instant? Oldest, long Dead);
