namespace Tongbi.Alerts.Delivery;

/// <summary>What a link in a message allows.</summary>
/// <param name="Alert">Id of the alert that may be acknowledged.</param>
/// <param name="Receiver">Id of the receiver that the message went to; stands for the person in the history.</param>
/// <param name="Nonce">Names the link: it works once.</param>
public sealed record AcknowledgeToken(string Alert, string Receiver, string Nonce);
