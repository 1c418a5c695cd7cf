using NodaTime;

namespace Tongbi.Alerts.Notify;

/// <summary>Who is told when nobody has acknowledged.</summary>
/// <param name="After">Time since the alert began to fire at this severity.</param>
/// <param name="Receiver">Id of the receiver.</param>
public sealed record EscalationStep(Duration After, string Receiver);
