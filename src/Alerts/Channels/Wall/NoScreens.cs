namespace Tongbi.Alerts.Channels.Wall;

/// <summary>A program without screens.</summary>
public sealed class NoScreens : IWallScreens
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ReachedAsync(IReadOnlyList<string> walls, IReadOnlyList<string> alerts, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
}
