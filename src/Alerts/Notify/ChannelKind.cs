namespace Tongbi.Alerts.Notify;

/// <summary>A way by which a receiver is reached.</summary>
public enum ChannelKind
{
    /// <summary>HTTP with Alertmanager's webhook payload.</summary>
    Webhook,

    /// <summary>Robot of an enterprise WeChat group 企业微信.</summary>
    WeCom,

    /// <summary>Robot of a DingTalk group 钉钉.</summary>
    DingTalk,

    /// <summary>Robot of a Feishu group 飞书.</summary>
    Feishu,

    /// <summary>Prometheus' Alertmanager.</summary>
    Alertmanager,

    /// <summary>Mail.</summary>
    Email,

    /// <summary>A text-message gateway spoken to by a template.</summary>
    Sms,

    /// <summary>Files in a folder, for networks that are cut off.</summary>
    File,

    /// <summary>The screens of the command centre.</summary>
    Wall,
}
