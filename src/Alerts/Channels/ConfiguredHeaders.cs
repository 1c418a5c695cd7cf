using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Channels;

/// <summary>Adds the headers that the configuration gives a channel.</summary>
internal static class ConfiguredHeaders
{
    public static void Add(HttpRequestMessage request, ChannelSettings channel)
    {
        foreach ((string name, SecretOrText value) in channel.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value.Reveal());
        }
    }
}
