using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Delivery;

/// <summary>Most messages an hour where a receiver sets no cap of its own.</summary>
internal static class DefaultCaps
{
    /// <summary>For channels that people read; the same for all.</summary>
    public const int People = 60;

    /// <summary>The cap of a kind; null for machines, which take all.</summary>
    public static int? Of(ChannelKind kind) => kind is ChannelKind.Webhook or ChannelKind.Alertmanager or ChannelKind.File or ChannelKind.Wall ? null : People;
}
