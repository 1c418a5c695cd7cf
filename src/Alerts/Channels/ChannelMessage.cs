using NodaTime;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Channels;

/// <summary>What a channel is to deliver.</summary>
/// <param name="Channel">The channel's settings.</param>
/// <param name="Receiver">Who is told.</param>
/// <param name="Notification">The message.</param>
/// <param name="Text">Its words.</param>
/// <param name="IdempotencyKey">The same for every attempt of the same message on the same channel.</param>
/// <param name="ChartPng">A picture of the curve, or null.</param>
/// <param name="Now">The time of the attempt, which signatures carry.</param>
public sealed record ChannelMessage(
    ChannelSettings Channel,
    Receiver Receiver,
    Notification Notification,
    MessageText Text,
    string IdempotencyKey,
    ReadOnlyMemory<byte>? ChartPng,
    Instant Now)
{
    /// <summary>A file that goes with it, or null; only ever given to a channel that <see cref="IChannel.CarriesFiles"/>.</summary>
    public FileContent? File { get; init; }
}
