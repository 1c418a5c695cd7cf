using Microsoft.AspNetCore.SignalR;

namespace Tongbi.Dashboard.Live;

/// <summary>The door of <c>/hubs/live</c>; everything is decided in <see cref="LiveConnections"/>.</summary>
public sealed class LiveHub(LiveConnections connections) : Hub<ILiveClient>
{
    /// <summary>Shows a view to the caller from now on, in place of the one before.</summary>
    /// <exception cref="HubException">The view or unit is unknown, or not the caller's to read.</exception>
    public void Subscribe(SubscribeRequest request) => connections.Subscribe(Context, request);

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
        return Task.CompletedTask;
    }
}
