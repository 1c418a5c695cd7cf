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

    /// <summary>Most messages that one attempt sends: 企业微信 takes words, mention and picture or file as one each.</summary>
    public static int MostPosts(ChannelSettings channel, bool withAddition)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.Kind == ChannelKind.WeCom ? 1 + (channel.Mentions.Count > 0 ? 1 : 0) + (withAddition ? 1 : 0) : 1;
    }

    /// <summary>
    /// When the next message may go.
    /// </summary>
    /// <param name="limits">Limits that hold.</param>
    /// <param name="sent">Times of earlier messages in rising order; those older than the longest window do not matter.</param>
    /// <param name="now">Now.</param>
    /// <param name="posts">How many the next attempt may send.</param>
    public static Instant NextFree(IReadOnlyList<SendLimit> limits, IReadOnlyList<Instant> sent, Instant now, int posts = 1)
    {
        Instant free = now;
        foreach (SendLimit limit in limits)
        {
            int left = Math.Max(1, limit.Count - posts + 1);
            if (sent.Count >= left)
            {
                free = Instant.Max(free, sent[^left] + limit.Window);
            }
        }

        return free;
    }
}
