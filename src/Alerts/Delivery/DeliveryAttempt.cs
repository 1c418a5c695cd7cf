using NodaTime;

namespace Tongbi.Alerts.Delivery;

/// <summary>One attempt to deliver a message.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Outcome">Delivered, Failed, Unclear, Refused, or merged for a message that became a part of a digest.</param>
/// <param name="Detail">What the far end said, or what went wrong.</param>
public sealed record DeliveryAttempt(Instant At, string Outcome, string Detail);
