using Tongbi.Alerts.Channels.Alertmanager;
using Tongbi.Alerts.Channels.DingTalk;
using Tongbi.Alerts.Channels.Email;
using Tongbi.Alerts.Channels.Feishu;
using Tongbi.Alerts.Channels.Files;
using Tongbi.Alerts.Channels.Sms;
using Tongbi.Alerts.Channels.Wall;
using Tongbi.Alerts.Channels.Webhook;
using Tongbi.Alerts.Channels.WeCom;
using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Channels;

/// <summary>The channels by their kind.</summary>
public sealed class ChannelSet
{
    /// <summary>Makes one of each.</summary>
    /// <param name="http">Sends HTTP requests; must not follow redirects, since an address may carry a key.</param>
    /// <param name="settings">The settings in force, for the mail server.</param>
    /// <param name="baseFolder">Folder that relative folders of file channels start from.</param>
    /// <param name="screens">The screens of walls.</param>
    /// <param name="time">The clock of time-outs.</param>
    public ChannelSet(HttpMessageInvoker http, Func<NotifySettings> settings, string baseFolder, IWallScreens screens, TimeProvider time)
    {
        HttpSender sender = new(http, time);
        channels = new()
        {
            [ChannelKind.Webhook] = new WebhookChannel(sender),
            [ChannelKind.WeCom] = new WeComChannel(sender),
            [ChannelKind.DingTalk] = new DingTalkChannel(sender),
            [ChannelKind.Feishu] = new FeishuChannel(sender),
            [ChannelKind.Alertmanager] = new AlertmanagerChannel(sender),
            [ChannelKind.Email] = new EmailChannel(settings, time),
            [ChannelKind.Sms] = new SmsChannel(sender),
            [ChannelKind.File] = new FileChannel(baseFolder),
            [ChannelKind.Wall] = new WallChannel(screens),
        };
    }

    /// <summary>The channel of a kind.</summary>
    public IChannel this[ChannelKind kind] => channels[kind];

    private readonly Dictionary<ChannelKind, IChannel> channels;
}
