using Microsoft.AspNetCore.SignalR;
using NodaTime.Extensions;
using Tongbi.Dashboard.Screens;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Live;

/// <summary>The door of <c>/hubs/live</c>; everything is decided in <see cref="LiveConnections"/>.</summary>
public sealed class LiveHub(LiveConnections connections, ScreenBook screens, TimeProvider time) : Hub<ILiveClient>
{
    /// <summary>Shows a view to the caller from now on, in place of the one before.</summary>
    /// <exception cref="HubException">The view or unit is unknown, or not the caller's to read.</exception>
    public void Subscribe(SubscribeRequest request) => connections.Subscribe(Context, request);

    /// <summary>What a wall page tells of itself. Only screens are kept a book of: a person's page is nobody's business.</summary>
    public void Report(ScreenReport report)
    {
        if (report is not null && Context.User?.DeviceId() is { } device)
        {
            screens.Heard(device, Context.ConnectionId, report, time.GetUtcNow().ToInstant());
        }
    }

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        connections.Add(Context);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context.ConnectionId);
        screens.Closed(Context.ConnectionId, time.GetUtcNow().ToInstant());
        return Task.CompletedTask;
    }
}
