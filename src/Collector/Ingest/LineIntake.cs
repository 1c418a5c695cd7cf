using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;
using Tongbi.Collector.Sources.LineProtocol;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// Takes events and figures from one body of line protocol. A refusal's index is the line at which its record begins, less one: senders find
/// a line of a file, not the number of a record among comments.
/// </summary>
internal sealed class LineIntake(CatalogueIndex index, LineProtocolParser parser, EventValidator events, FigureValidator figures, SpoolFolder folder, IngestLimits limits)
    : RecordIntake(index.Catalogue, folder, limits)
{
    /// <inheritdoc/>
    protected override long Place => parser.Line - 1;

    /// <inheritdoc/>
    public override IEnumerable<Refusal> RefusalsWith(SealedRecords? locked) => locked is null ? Refusals.Read() : Merge(locked);

    /// <inheritdoc/>
    public override void ReleaseRecords()
    {
        goodEvents.Dispose();
        goodFigures.Dispose();
        events.Held.Dispose();
        figures.Held.Dispose();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        goodPlaces.Dispose();
    }

    /// <inheritdoc/>
    protected override RefusalReason? Validate(ReadOnlySpan<byte> bytes, RawRecord record, out SourceSystem? source, out long at)
    {
        bool isFigure = record.Fields == RecordLayout.Figures;
        RefusalReason? wrong;
        if (isFigure)
        {
            wrong = figures.Validate(bytes, record, out FigureRecord figure, out at);
            source = figures.Source;
            if (wrong is null)
            {
                goodFigures.Add(figure);
            }
        }
        else
        {
            wrong = events.Validate(bytes, record, out EventRecord happening);
            (source, at) = (events.Source, happening.OccurredAt);
            if (wrong is null)
            {
                goodEvents.Add(happening);
            }
        }

        if (wrong is null)
        {
            goodPlaces.Add((Place * 2) + (isFigure ? 1 : 0));
        }

        return wrong;
    }

    /// <inheritdoc/>
    protected override Delivery Build(IReadOnlyList<SourceShare> shares, IReadOnlyList<RefusalCount> refusals, string actor) =>
        new() { Events = goodEvents.Chunks(), Figures = goodFigures.Chunks(), Shares = shares, Refusals = refusals, Held = [.. events.Held.Records, .. figures.Held.Records], Actor = actor };

    // The ledger names what it refused by its number among the good events or figures; the places tell their lines.
    private IEnumerable<Refusal> Merge(SealedRecords locked)
    {
        using IEnumerator<Refusal> refused = Refusals.Read().GetEnumerator();
        bool isAny = refused.MoveNext();
        long seenEvents = 0;
        long seenFigures = 0;
        foreach (ReadOnlyMemory<long> chunk in goodPlaces.Chunks())
        {
            for (int i = 0; i < chunk.Length; i++)
            {
                (long place, long isFigure) = Math.DivRem(chunk.Span[i], 2);
                if (isFigure == 1 ? !locked.HasFigure(seenFigures++) : !locked.HasEvent(seenEvents++))
                {
                    continue;
                }

                for (; isAny && refused.Current.Index < place; isAny = refused.MoveNext())
                {
                    yield return refused.Current;
                }

                yield return new Refusal(place, RefusalReason.Sealed.Code, RefusalReason.Sealed.Field, RefusalReason.Sealed.Message);
            }
        }

        for (; isAny; isAny = refused.MoveNext())
        {
            yield return refused.Current;
        }
    }

    private readonly RecordSpool<EventRecord> goodEvents = new(folder, limits.SpoolMemoryBytes);
    private readonly RecordSpool<FigureRecord> goodFigures = new(folder, limits.SpoolMemoryBytes);

    // Twice the place of each good record, plus one for a figure.
    private readonly RecordSpool<long> goodPlaces = new(folder, limits.SpoolMemoryBytes);
}
