using Tongbi.Collector.Ledger.ChangeLog;
using Tongbi.Collector.Ledger.Seals;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>The ready figure known for every series, grain and start.</summary>
internal sealed class FigureTable(SqliteSession session, SeriesTable series, ChangeLogTable log) : IDisposable
{
    /// <summary>Takes figures in order of arrival.</summary>
    /// <param name="figures">Some figures of a delivery.</param>
    /// <param name="first">Where the first of them stands in the delivery.</param>
    /// <param name="locked">Into what nothing may come.</param>
    /// <param name="tally">What became of them.</param>
    public void Apply(ReadOnlySpan<FigureRecord> figures, long first, SealedSpans locked, DeliveryTally tally)
    {
        for (int index = 0; index < figures.Length; index++)
        {
            if (!Apply(in figures[index], locked, tally))
            {
                tally.RefuseFigure(first + index, figures[index].Series);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        find.Dispose();
        replace.Dispose();
    }

    // False if the figure would change a locked month: then nothing was done.
    private bool Apply(in FigureRecord figure, SealedSpans locked, DeliveryTally tally)
    {
        int number = series.NumberOf(figure.Series);
        long count = figure.Withdrawn ? 0 : figure.Count;
        long knownCount = 0;
        bool wasThere = false;
        find.Bind(1, number).Bind(2, (long)figure.Grain).Bind(3, figure.Start);
        bool isKnown = find.Step();
        if (isKnown)
        {
            knownCount = find.Integer(0);
            long knownRevision = find.Integer(1);
            wasThere = find.Integer(2) == 0;
            find.Reset();
            if (figure.Revision < knownRevision)
            {
                tally.Count(RecordFate.Stale, figure.Series);
                return true;
            }

            // A figure without revisions is re-sent with the same one: the last word counts.
            if (figure.Revision == knownRevision && count == knownCount && wasThere != figure.Withdrawn)
            {
                tally.Count(RecordFate.Duplicate, figure.Series);
                return true;
            }
        }

        bool isSame = count == knownCount && wasThere != figure.Withdrawn;
        if (!isSame && locked.Overlaps(figure.Grain, figure.Start))
        {
            return false;
        }

        replace.Bind(1, number).Bind(2, (long)figure.Grain).Bind(3, figure.Start).Bind(4, count).Bind(5, figure.Revision).Bind(6, figure.Withdrawn ? 1 : 0).Run();
        int presence = (figure.Withdrawn ? 0 : 1) - (wasThere ? 1 : 0);
        log.Add(new LogEntry(figure.Start, count - knownCount, number, presence, figure.Grain));
        tally.Count(figure.Withdrawn ? RecordFate.Withdrawn : isKnown ? RecordFate.Revised : RecordFate.Inserted, figure.Series);
        return true;
    }

    private readonly SqliteStatement find = session.Prepare("SELECT count, revision, withdrawn FROM figure WHERE series = ?1 AND grain = ?2 AND start = ?3");
    private readonly SqliteStatement replace = session.Prepare(
        """
        INSERT INTO figure(series, grain, start, count, revision, withdrawn) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET count = excluded.count, revision = excluded.revision, withdrawn = excluded.withdrawn
        """);
}
