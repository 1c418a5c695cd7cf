using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Api;

namespace Tongbi.Dashboard.Live;

/// <summary>
/// The alerts as screens are told of them: each alert's last transition, pending ones left out. A screen needs one number, that of the last
/// transition it was told of. Bounded: beyond
/// a thousand the oldest are forgotten; a screen that was away for so many begins with a snapshot. Thread-safe.
/// </summary>
internal sealed class AlertBoard : IAlertBoard, IDisposable
{
    /// <summary>Most alerts of a snapshot, the gravest and latest first.</summary>
    private const int MostShown = 200;

    private const int MostRemembered = 1_000;

    public AlertBoard(AlertStore store, ICatalogueSource catalogues)
    {
        this.store = store;
        this.catalogues = catalogues;
        store.Committed += Take;
    }

    /// <inheritdoc/>
    public long Sequence => Volatile.Read(ref sequence);

    /// <inheritdoc/>
    public (long Sequence, EncodedMessage? Message) NextAfter(long after, string unitCode)
    {
        if (after >= Sequence)
        {
            return (after, null);
        }

        Catalogue catalogue = catalogues.Current;
        UnitNode? unit = catalogue.FindUnit(unitCode);
        lock (gate)
        {
            AlertTransition? next = last.Values.Where(step => step.Number > after && IsAt(unit, step.Alert, catalogue)).MinBy(step => step.Number);
            return next is null ? (sequence, null) : (next.Number, LiveMessages.Of(AlertEntry.Of(next.Alert, catalogue)));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ReadOnlyMemory<byte>> Encode(string unitCode)
    {
        Catalogue catalogue = catalogues.Current;
        UnitNode? unit = catalogue.FindUnit(unitCode);
        return
        [
            .. store.OpenAlerts.Values
                .Where(alert => alert.State == AlertState.Firing && IsAt(unit, alert, catalogue))
                .OrderByDescending(alert => alert.Severity).ThenByDescending(alert => alert.StartsAt)
                .Take(MostShown)
                .Select(alert => LiveMessages.Of(AlertEntry.Of(alert, catalogue)).Json),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => store.Committed -= Take;

    private void Take(IReadOnlyList<AlertTransition> steps)
    {
        lock (gate)
        {
            foreach (AlertTransition step in steps.Where(step => step.ToState != AlertState.Pending))
            {
                last[step.AlertId] = step;
                Volatile.Write(ref sequence, step.Number);
            }

            if (last.Count > 2 * MostRemembered)
            {
                foreach (AlertTransition old in last.Values.OrderBy(step => step.Number).Take(last.Count - MostRemembered).ToList())
                {
                    last.Remove(old.AlertId);
                }
            }
        }
    }

    private static bool IsAt(UnitNode? unit, Alert alert, Catalogue catalogue) =>
        unit is not null && catalogue.FindUnit(alert.Labels.Unit) is { } at && unit.Contains(at);

    private readonly AlertStore store;
    private readonly ICatalogueSource catalogues;
    private readonly Lock gate = new();
    private readonly Dictionary<string, AlertTransition> last = new(StringComparer.Ordinal);
    private long sequence;
}
