namespace Tongbi.Alerts.Channels.Wall;

/// <summary>The screens that are connected now. Alerts reach them by themselves; the channel asks which have taken them.</summary>
public interface IWallScreens
{
    /// <summary>Screens on which any of the alerts now stands, e.g. <c>wall@device:3</c>; waits a few seconds for those that are just being told.</summary>
    /// <param name="walls">Only screens that show one of these walls; empty = any.</param>
    /// <param name="alerts">Ids of the alerts.</param>
    /// <param name="cancellationToken">The caller's.</param>
    Task<IReadOnlyList<string>> ReachedAsync(IReadOnlyList<string> walls, IReadOnlyList<string> alerts, CancellationToken cancellationToken);
}
