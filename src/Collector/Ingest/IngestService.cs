using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// The way in for bodies: turn → unpack → cut into records → validate → spool → commit as a whole. A request either says what became of
/// every record, or changed nothing. Turns are shared fairly between senders (<see cref="IngestRequest.Actor"/>). A way in of this process
/// (folder, pull) sets <see cref="IngestRequest.WhenBusy"/> to <see cref="OverloadPolicy.Wait"/>, sends one request after another and is
/// slowed down instead of refused. Thread-safe.
/// </summary>
public sealed class IngestService
{
    /// <summary>Ties the way in together.</summary>
    public IngestService(ILedger ledger, ICatalogueSource catalogues, IdHashKey key, SpoolFolder spool, TimeProvider time, IOptions<IngestLimits> limits, ILogger<IngestService> logger)
    {
        this.ledger = ledger;
        this.key = key;
        this.spool = spool;
        this.time = time;
        this.limits = limits.Value;
        this.logger = logger;
        indexes = new CatalogueIndexes(catalogues, ledger.Series);
        gate = new IngestGate(this.limits);
        overload = new OverloadNotice(time, logger);
    }

    /// <summary>Reads a body to its end and commits what is good of it.</summary>
    /// <exception cref="BodyException">The body as a whole cannot be read.</exception>
    /// <exception cref="BodyTooLargeException">The body exceeds a limit.</exception>
    /// <exception cref="IngestOverloadedException">Too many requests; try again later. Never thrown where the request waits.</exception>
    /// <exception cref="LedgerUnavailableException">The ledger cannot take it now.</exception>
    /// <exception cref="OperationCanceledException">The sender went away.</exception>
    public async Task<IngestResult> IngestAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        using IDisposable turn = await EnterAsync(request, cancellationToken);
        CatalogueIndex index = indexes.Current;
        using IdHasher hasher = key.CreateHasher();
        RecordIntake intake = NewIntake(request, index, hasher);
        try
        {
            await ReadAsync(request, intake, cancellationToken);
            CommitOutcome outcome = await ledger.CommitAsync(intake.ToDelivery(request.Actor, request.MayIngest), cancellationToken);
            Log.Taken(logger, request.Actor, intake.Received, outcome.Inserted, outcome.Revised, outcome.Withdrawn, outcome.Duplicate, outcome.Stale, intake.Refusals.Count + (outcome.Sealed?.Count ?? 0), outcome.Version);
            intake.ReleaseRecords();
            return new IngestResult(intake.Received, outcome, intake.Refusals);
        }
        catch (Exception failure)
        {
            intake.Dispose();
            if (failure is BodyException unreadable)
            {
                await RecordUnreadableAsync(request, unreadable, cancellationToken);
            }

            throw;
        }
    }

    private async Task<IDisposable> EnterAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await gate.EnterAsync(request.Actor, request.WhenBusy, cancellationToken);
        }
        catch (IngestOverloadedException)
        {
            overload.TurnedAway(request.Actor);
            throw;
        }
    }

    private RecordIntake NewIntake(IngestRequest request, CatalogueIndex index, IdHasher hasher)
    {
        TimeLimits times = new(index.Catalogue.Calendar, time.GetUtcNow());
        return request.Kind == RecordKind.Event
            ? new EventIntake(index, new EventValidator(index, request.MayIngest, times, hasher), spool, limits)
            : new FigureIntake(index, new FigureValidator(index, request.MayIngest, times), spool, limits);
    }

    private async Task ReadAsync(IngestRequest request, RecordIntake intake, CancellationToken cancellationToken)
    {
        FieldTable fields = request.Kind == RecordKind.Event ? RecordLayout.Events : RecordLayout.Figures;
        IBodyParser parser = request.Format switch
        {
            BodyFormat.Ndjson => new NdjsonParser(fields),
            BodyFormat.JsonArray => new JsonArrayParser(fields),
            _ => new CsvParser(fields, request.Kind == RecordKind.Event ? RecordLayout.RequiredOfEvents : RecordLayout.RequiredOfFigures),
        };
        BodyReader reader = new(parser, intake);
        await using MeteredStream wire = new(request.Body, limits.MaxWireBytes, "on the wire");
        await using Stream unpacked = BodyUnpacking.Of(wire, request.Compression);
        await using MeteredStream body = new(unpacked, limits.MaxUnpackedBytes, "after unpacking");
        await reader.ReadAsync(body, cancellationToken);
    }

    private async Task RecordUnreadableAsync(IngestRequest request, BodyException unreadable, CancellationToken cancellationToken)
    {
        Log.Unreadable(logger, request.Actor, unreadable.Line, unreadable.Column);
        try
        {
            await ledger.RecordRefusalsAsync([new RefusalCount("", RefusalCode.BadBody, "", 1)], cancellationToken);
        }
        catch (Exception failure) when (failure is LedgerUnavailableException or OperationCanceledException)
        {
            // The answer to the sender matters more than our own tally of it.
            Log.RefusalNotRecorded(logger, failure);
        }
    }

    private readonly ILedger ledger;
    private readonly IdHashKey key;
    private readonly SpoolFolder spool;
    private readonly TimeProvider time;
    private readonly IngestLimits limits;
    private readonly ILogger<IngestService> logger;
    private readonly CatalogueIndexes indexes;
    private readonly IngestGate gate;
    private readonly OverloadNotice overload;
}
