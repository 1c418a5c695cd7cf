using NodaTime;
using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Channels;

/// <summary>How fast the far ends let us send (DOMAIN §9, from their documentation).</summary>
internal static class ChannelLimits
{
    /// <summary>How long 钉钉 shuts a robot that sent too fast.</summary>
    public static readonly Duration DingTalkBlock = Duration.FromMinutes(10);

    /// <summary>Limits of a kind, all of which hold; empty for none.</summary>
    public static IReadOnlyList<SendLimit> Of(ChannelKind kind) => kind switch
    {
        ChannelKind.WeCom or ChannelKind.DingTalk => [new(20, Duration.FromMinutes(1))],
        ChannelKind.Feishu => [new(5, Duration.FromSeconds(1)), new(100, Duration.FromMinutes(1))],
        _ => [],
    };

    /// <summary>
    /// When the next message may go.
    /// </summary>
    /// <param name="limits">Limits that hold.</param>
    /// <param name="sent">Times of earlier attempts in rising order; those older than the longest window do not matter.</param>
    /// <param name="now">Now.</param>
    public static Instant NextFree(IReadOnlyList<SendLimit> limits, IReadOnlyList<Instant> sent, Instant now)
    {
        Instant free = now;
        foreach (SendLimit limit in limits)
        {
            if (sent.Count >= limit.Count)
            {
                free = Instant.Max(free, sent[^limit.Count] + limit.Window);
            }
        }

        return free;
    }
}
