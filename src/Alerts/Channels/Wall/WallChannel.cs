namespace Tongbi.Alerts.Channels.Wall;

/// <summary>
/// The wall as a channel: walls show every alert at their unit anyway, with toast and sound; what the channel adds is the record of which screens
/// have taken it, and that somebody hears of it when none has.
/// </summary>
internal sealed class WallChannel(IWallScreens screens) : IChannel
{
    /// <inheritdoc/>
    public async Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        string[] alerts = [.. message.Notification.Alerts.Select(alert => alert.Id)];
        if (alerts.Length == 0)
        {
            return ChannelOutcome.Refused("a wall shows alerts only");
        }

        IReadOnlyList<string> reached = await screens.ReachedAsync(message.Channel.Walls, alerts, cancellationToken);
        return reached.Count > 0
            ? ChannelOutcome.Delivered($"{reached.Count}: {string.Join(", ", reached)}")
            : ChannelOutcome.Failed(message.Channel.Walls.Count == 0 ? "no screen is connected" : $"no screen of {string.Join(", ", message.Channel.Walls)} is connected");
    }
}
