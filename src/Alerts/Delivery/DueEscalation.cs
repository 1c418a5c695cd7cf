using NodaTime;
using Tongbi.Alerts.Messages;

namespace Tongbi.Alerts.Delivery;

/// <summary>A step of an escalation whose time has come.</summary>
/// <param name="Alert">Id of the alert.</param>
/// <param name="Step">Number of the step, from 0.</param>
/// <param name="Receiver">Id of the receiver.</param>
/// <param name="Due">When it was due.</param>
/// <param name="Content">The alert as it was when the step began to wait.</param>
internal sealed record DueEscalation(string Alert, int Step, string Receiver, Instant Due, NotifiedAlert Content);
