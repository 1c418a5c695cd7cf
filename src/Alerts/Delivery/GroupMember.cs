using Tongbi.Alerts.Messages;

namespace Tongbi.Alerts.Delivery;

/// <summary>An alert in a group.</summary>
/// <param name="Alert">As it is to be told.</param>
/// <param name="Firing">Whether it fires.</param>
/// <param name="Acknowledged">Whether somebody acknowledged it: it is no reason to repeat a message.</param>
internal sealed record GroupMember(NotifiedAlert Alert, bool Firing, bool Acknowledged);
