namespace Tongbi.Alerts.Delivery;

/// <summary>A message and the attempts to deliver it.</summary>
/// <param name="Message">The message.</param>
/// <param name="Attempts">Attempts in order.</param>
public sealed record DeliveryEntry(OutboxRow Message, IReadOnlyList<DeliveryAttempt> Attempts);
