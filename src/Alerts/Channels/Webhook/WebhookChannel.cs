using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Channels.Webhook;

/// <summary>Posts Alertmanager's webhook payload with an <c>Idempotency-Key</c>; any 2xx is a success.</summary>
internal sealed class WebhookChannel(HttpSender sender) : IChannel
{
    /// <inheritdoc/>
    public Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        HttpRequestMessage request = new(HttpMethod.Post, HttpSender.AddressOf(message.Channel))
        {
            Content = JsonBody.Of(AlertmanagerPayload.Webhook(message.Receiver.Profile == MessageProfile.Full ? message.Notification : OutsideProfile.Of(message.Notification), message.Receiver.Id)),
        };
        request.Headers.Add("Idempotency-Key", message.IdempotencyKey);
        ConfiguredHeaders.Add(request, message.Channel);
        return sender.SendAsync(request, HttpJudge.AnySuccess, cancellationToken);
    }
}
