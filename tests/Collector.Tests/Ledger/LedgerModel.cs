using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Tests.Ledger;

/// <summary>The rules of the ledger in their simplest form: the newest word of every record and figure, and what that adds up to.</summary>
internal sealed class LedgerModel
{
    /// <summary>Takes a delivery and says what the ledger should answer.</summary>
    public CommitOutcome Apply(IEnumerable<EventRecord> newEvents, IEnumerable<FigureRecord> newFigures)
    {
        CommitOutcome outcome = new(0, 0, 0, 0, 0, version);
        foreach (EventRecord record in newEvents)
        {
            bool isKnown = events.TryGetValue(record.Key, out EventRecord known);
            if (isKnown && record.Revision <= known.Revision)
            {
                outcome = record.Revision == known.Revision ? outcome with { Duplicate = outcome.Duplicate + 1 } : outcome with { Stale = outcome.Stale + 1 };
                continue;
            }

            events[record.Key] = record;
            outcome = Changed(outcome, record.Withdrawn, isKnown);
        }

        foreach (FigureRecord figure in newFigures)
        {
            (int, BucketGrain, long) bucket = (figure.Series, figure.Grain, figure.Start);
            bool isKnown = figures.TryGetValue(bucket, out FigureRecord known);
            if (isKnown && figure.Revision < known.Revision)
            {
                outcome = outcome with { Stale = outcome.Stale + 1 };
                continue;
            }

            bool saysTheSame = figure.Withdrawn ? known.Withdrawn : !known.Withdrawn && figure.Count == known.Count;
            if (isKnown && figure.Revision == known.Revision && saysTheSame)
            {
                outcome = outcome with { Duplicate = outcome.Duplicate + 1 };
                continue;
            }

            figures[bucket] = figure;
            outcome = Changed(outcome, figure.Withdrawn, isKnown);
        }

        version += outcome.Inserted + outcome.Revised + outcome.Withdrawn > 0 ? 1 : 0;
        return outcome with { Version = version };
    }

    /// <summary>What it all adds up to.</summary>
    public LedgerState State(Func<int, SeriesKey> series)
    {
        LedgerState state = new();
        foreach (EventRecord record in events.Values.Where(record => !record.Withdrawn))
        {
            state.Add(series(record.Series), BucketGrain.Event, record.OccurredAt, record.Quantity, 1);
        }

        foreach (FigureRecord figure in figures.Values.Where(figure => !figure.Withdrawn))
        {
            state.Add(series(figure.Series), figure.Grain, figure.Start, figure.Count, 1);
        }

        return state;
    }

    private static CommitOutcome Changed(CommitOutcome outcome, bool isWithdrawn, bool isKnown) =>
        isWithdrawn ? outcome with { Withdrawn = outcome.Withdrawn + 1 }
        : isKnown ? outcome with { Revised = outcome.Revised + 1 }
        : outcome with { Inserted = outcome.Inserted + 1 };

    private readonly Dictionary<UInt128, EventRecord> events = [];
    private readonly Dictionary<(int, BucketGrain, long), FigureRecord> figures = [];
    private long version;
}
