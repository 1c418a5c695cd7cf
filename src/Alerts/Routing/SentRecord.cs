using NodaTime;

namespace Tongbi.Alerts.Routing;

/// <summary>What was last sent of a group. Alerts are named by <c>NotifiedAlert.Key</c>, so a new worst severity is news.</summary>
/// <param name="Firing">Alerts that were told as firing.</param>
/// <param name="Resolved">Alerts that were told as resolved.</param>
/// <param name="At">When it was sent.</param>
public sealed record SentRecord(IReadOnlySet<string> Firing, IReadOnlySet<string> Resolved, Instant At);
