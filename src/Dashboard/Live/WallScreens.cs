using Tongbi.Alerts.Channels.Wall;
using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Live;

/// <summary>Which connected screens have taken an alert: those whose view has its unit, and whose connection has taken its last transition.</summary>
internal sealed class WallScreens(LiveConnections connections, AlertStore store, ICatalogueSource catalogues, TimeProvider time) : IWallScreens
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>How often it is looked whether all have taken it: a screen that is slower is not waited for.</summary>
    private const int MostLooks = 20;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ReachedAsync(IReadOnlyList<string> walls, IReadOnlyList<string> alerts, CancellationToken cancellationToken)
    {
        AlertTransition[] last = [.. alerts.Select(id => store.History(id)).Where(history => history.Count > 0).Select(history => history[^1])];
        for (int look = 0; ; look++)
        {
            (LiveConnection Screen, LiveView View)[] shown =
            [
                .. connections.All.Select(screen => (screen, screen.View)).Where(pair => pair.View is { } view && (walls.Count == 0 || walls.Contains(view.Key.Layout))).Select(pair => (pair.screen, pair.View!)), // not null: just filtered
            ];
            (LiveConnection Screen, LiveView View)[] concerned = [.. shown.Where(pair => last.Any(step => IsAt(pair.View, step.Alert)))];
            string[] reached = [.. concerned.Where(pair => last.Any(step => IsAt(pair.View, step.Alert) && pair.Screen.HasTakenAlert(step.Number))).Select(pair => $"{pair.View.Key.Layout}@{pair.Screen.Actor}").Order(StringComparer.Ordinal)];
            if (reached.Length == concerned.Length || look == MostLooks)
            {
                return reached;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private bool IsAt(LiveView view, Alert alert)
    {
        Catalogue catalogue = catalogues.Current;
        return catalogue.FindUnit(view.Key.Unit) is { } unit && catalogue.FindUnit(alert.Labels.Unit) is { } at && unit.Contains(at);
    }
}
