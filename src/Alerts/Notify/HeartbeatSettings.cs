using NodaTime;

namespace Tongbi.Alerts.Notify;

/// <summary>A message that comes as long as alerting is alive: whoever misses it knows that it is not.</summary>
/// <param name="Receiver">Id of the receiver.</param>
/// <param name="Every">Time between two.</param>
public sealed record HeartbeatSettings(string Receiver, Duration Every);
