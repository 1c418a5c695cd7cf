using System.Data.Common;
using NodaTime.Extensions;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Import;

namespace Tongbi.Collector.Sources.Database;

/// <summary>
/// One run of a pull: from a little behind the watermark to the end of what there is, statement by statement, batch by batch. The watermark
/// follows each commit; a run that is cut off anywhere is taken up by the next one.
/// </summary>
internal sealed class PullRun(PullDefinition pull, IngestService ingest, Catalogue catalogue, PullCursors cursors, ProviderLoader providers, TimeProvider time, Action<PullTally, Watermark?> progress)
{
    /// <summary>Most rows that are asked for at once, to get past rows that share one watermark.</summary>
    public const long LargestLimit = 10_000_000;

    /// <summary>Runs to the end.</summary>
    /// <returns>What it brought.</returns>
    public async Task<PullTally> RunAsync(CancellationToken cancellationToken)
    {
        // What lies ahead of now is a wrong clock over there: read, but the watermark waits for it.
        until = Watermark.At(pull.Watermark.From.Kind, time.GetUtcNow().ToInstant(), pull.Zone);
        begin = watermark = cursors.Load(pull);
        progress(tally, watermark);
        Watermark since = watermark is { } known ? Later(known.Before().Back(pull.Watermark.Overlap), pull.Watermark.From.Before()) : pull.Watermark.From.Before();
        await using PullConnection connection = await PullConnection.OpenAsync(pull, providers, cancellationToken);
        long limit = pull.Batch;
        while (await ReadAsync(connection, since, limit, cancellationToken) is { } last)
        {
            // At least once more what has the same watermark as the last row; more of it than the limit gets past only with a larger one.
            Watermark next = last.Before();
            limit = next > since ? pull.Batch : limit * 2;
            since = Later(next, since);
            if (limit > LargestLimit)
            {
                throw new PullException("no_progress", $"More than {LargestLimit} rows share one watermark; choose a finer watermark column.");
            }
        }

        if (tally.Rows == 0)
        {
            // Nothing new is a success too: the source is alive.
            await CommitAsync(new RowBatch(pull.Mapping), null, cancellationToken);
        }

        return tally;
    }

    // The watermark of the last row if there may be more; null at the end.
    private async Task<Watermark?> ReadAsync(PullConnection connection, Watermark since, long limit, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(pull.Timeout.ToTimeSpan(), time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        long rows = 0;
        Watermark? last = null;
        try
        {
            await connection.ReadAsync(since, until, limit, ReadRowsAsync, either.Token);
        }
        catch (Exception failure) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested && failure is DbException)
        {
            throw new TimeoutException("The statement took too long.", failure);
        }

        return pull.Query.Has(SqlText.Limit) && rows >= limit ? last : null;

        async Task ReadRowsAsync(DbDataReader reader, CancellationToken readToken)
        {
            RowReader row = new(pull, reader);
            RowBatch batch = new(pull.Mapping);
            RowMapper mapper = new(pull.Mapping, catalogue.Calendar, batch);
            while (await reader.ReadAsync(readToken))
            {
                row.Take();
                if (last is { } before && row.Watermark < before)
                {
                    ForgetProgress();
                    throw new PullException("not_ordered", $"The rows are not in the order of {pull.Watermark.Column}; end the query with ORDER BY {pull.Watermark.Column}.");
                }

                last = row.Watermark;
                rows++;
                mapper.Take(row.Bytes, row.Record);
                if (batch.Rows >= pull.Batch || batch.IsFull)
                {
                    await CommitAsync(batch, last, readToken);
                    batch.Clear();
                }
            }

            if (batch.Rows > 0)
            {
                await CommitAsync(batch, last, readToken);
            }
        }
    }

    private async Task CommitAsync(RowBatch batch, Watermark? upTo, CancellationToken cancellationToken)
    {
        await using Stream body = batch.ToBody();
        IngestRequest request = new()
        {
            Body = body,
            Kind = pull.Kind,
            Format = BodyFormat.Csv,
            MayIngest = source => source == pull.Source,
            Actor = "pull:" + pull.Id,
            WhenBusy = OverloadPolicy.Wait,
        };
        using IngestResult result = await ingest.IngestAsync(request, cancellationToken);
        tally = tally.Add(result);
        if (upTo is { } reached)
        {
            Watermark safe = reached > until ? until : reached;
            watermark = watermark is { } known ? Later(known, safe) : safe;
            cursors.Save(pull.Id, watermark.Value, result.Outcome.Version);
        }

        progress(tally, watermark);
    }

    // Rows out of order may lie behind what was passed already: once the query is mended they must still be found.
    private void ForgetProgress()
    {
        watermark = begin;
        cursors.Save(pull.Id, begin ?? pull.Watermark.From, 0);
        progress(tally, watermark);
    }

    private static Watermark Later(Watermark one, Watermark other) => one > other ? one : other;

    private Watermark until;
    private Watermark? begin;
    private Watermark? watermark;
    private PullTally tally = PullTally.None;
}
