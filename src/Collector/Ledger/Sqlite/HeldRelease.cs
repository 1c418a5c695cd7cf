using Tongbi.Collector.Ledger.Held;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>One look at the records that wait: what of them is counted, and what happens to their rows afterwards.</summary>
internal sealed class HeldRelease(IReadOnlyList<HeldRow> rows)
{
    /// <summary>The records that are to be counted now. It has no shares: nothing was delivered, so no source looks alive because of it.</summary>
    public Delivery ToDelivery(string actor) => new()
    {
        Events = [Counted(isEvent: true).Select(ToEvent).ToArray()],
        Figures = [Counted(isEvent: false).Select(ToFigure).ToArray()],
        Actor = actor,
    };

    /// <summary>Removes the rows that are done with, and notes what the others wait for.</summary>
    public HeldOutcome Settle(HeldTable table, CommitOutcome outcome)
    {
        long released = 0;
        long locked = 0;
        (long Event, long Figure) place = (0, 0);
        foreach (HeldRow row in rows.Where(row => row.Verdict.Series >= 0))
        {
            bool isSealed = row.Record.Grain == BucketGrain.Event
                ? outcome.Sealed?.HasEvent(place.Event++) ?? false
                : outcome.Sealed?.HasFigure(place.Figure++) ?? false;
            if (isSealed)
            {
                // Mapped, but the month is locked: it waits for an amendment, no longer for a code.
                locked++;
                table.Update(row, HeldFields.None);
            }
            else
            {
                released++;
                table.Remove(row);
            }
        }

        long dropped = 0;
        foreach (HeldRow row in rows.Where(row => row.Verdict.Series < 0))
        {
            if (row.Verdict.IsDropped || table.IsOutdated(row.Record))
            {
                dropped++;
                table.Remove(row);
            }
            else
            {
                table.Update(row, row.Verdict.Unmapped);
            }
        }

        return new HeldOutcome(rows.Count, released, dropped, locked, rows.Count == 0 ? 0 : rows[^1].Id, outcome.Version);
    }

    private IEnumerable<HeldRow> Counted(bool isEvent) => rows.Where(row => row.Verdict.Series >= 0 && row.Record.Grain == BucketGrain.Event == isEvent);

    private static EventRecord ToEvent(HeldRow row) =>
        new(row.Record.Key, row.Record.Start, row.Record.Revision, row.Verdict.Series, (int)row.Record.Quantity, row.Record.Withdrawn);

    private static FigureRecord ToFigure(HeldRow row) =>
        new(row.Record.Start, row.Record.Quantity, row.Record.Revision, row.Verdict.Series, row.Record.Grain, row.Record.Withdrawn);
}
