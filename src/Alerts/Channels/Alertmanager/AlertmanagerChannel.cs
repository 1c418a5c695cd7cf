using NodaTime;
using Tongbi.Alerts.Channels.Webhook;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Channels.Alertmanager;

/// <summary>
/// Posts alerts to Prometheus' Alertmanager, which then groups and tells by its own rules. The address is that of its root. An alert whose
/// severity changed is another alert there, since severity is a label: the message then also ends the former one.
/// </summary>
internal sealed class AlertmanagerChannel(HttpSender sender) : IChannel
{
    /// <summary>How long a firing alert holds there without being told again; above every usual repeat interval.</summary>
    public static readonly Duration Holds = Duration.FromHours(24);

    /// <inheritdoc/>
    public Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        Uri root = HttpSender.AddressOf(message.Channel);
        UriBuilder address = new(root) { Path = root.AbsolutePath.TrimEnd('/') + "/api/v2/alerts" };
        Notification told = message.Receiver.Profile == MessageProfile.Full ? message.Notification : OutsideProfile.Of(message.Notification);
        HttpRequestMessage request = new(HttpMethod.Post, address.Uri) { Content = JsonBody.Of(AlertmanagerPayload.Alerts(WithFormerSeverities(told), message.Now + Holds)) };
        ConfiguredHeaders.Add(request, message.Channel);
        return sender.SendAsync(request, HttpJudge.AnySuccess, cancellationToken);
    }

    private static Notification WithFormerSeverities(Notification message) => message with
    {
        Alerts =
        [
            .. message.Alerts,
            .. message.Alerts.SelectMany(alert => alert.FormerSeverities.Select(former => alert with
            {
                Severity = former,
                Firing = false,
                EndsAt = alert.EndsAt ?? message.At,
            })),
        ],
    };
}
