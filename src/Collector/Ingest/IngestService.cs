using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;
using Tongbi.Collector.Sources.LineProtocol;

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
    public IngestService(ILedger ledger, CatalogueIndexes indexes, IdHashKey key, SpoolFolder spool, TimeProvider time, IOptions<IngestLimits> limits, ILogger<IngestService> logger)
    {
        this.ledger = ledger;
        this.key = key;
        this.spool = spool;
        this.time = time;
        this.limits = limits.Value;
        this.logger = logger;
        this.indexes = indexes;
        gate = new IngestGate(this.limits);
        overload = new OverloadNotice(time, logger);
    }

    /// <summary>Reads a body to its end and commits what is good of it.</summary>
    /// <exception cref="BodyException">The body as a whole cannot be read.</exception>
    /// <exception cref="BodyTooLargeException">The body exceeds a limit.</exception>
    /// <exception cref="IngestOverloadedException">Too many requests; try again later. Never thrown where the request waits.</exception>
    /// <exception cref="LedgerUnavailableException">The ledger cannot take it now.</exception>
    /// <exception cref="OperationCanceledException">The sender went away.</exception>
    public Task<IngestResult> IngestAsync(IngestRequest request, CancellationToken cancellationToken) =>
        TakeAsync(
            new Delivered(request.Body, request.Compression, request.MayIngest, request.Actor, request.WhenBusy),
            (index, times, hasher) => (NewParser(request), NewIntake(request.Kind, request.MayIngest, index, times, hasher)),
            cancellationToken);

    /// <summary>Reads a body of line protocol to its end and commits what is good of it, events and figures together.</summary>
    /// <inheritdoc cref="IngestAsync" path="/exception"/>
    public Task<IngestResult> WriteAsync(LineWriteRequest request, CancellationToken cancellationToken) =>
        TakeAsync(
            new Delivered(request.Body, request.Compression, request.MayIngest, request.Actor, request.WhenBusy),
            (index, times, hasher) =>
            {
                LineProtocolParser parser = new(new LineTimes(index.Catalogue.Calendar, request.Precision, time.GetUtcNow()));
                EventValidator events = new(index, request.MayIngest, times, hasher);
                FigureValidator figures = new(index, request.MayIngest, times);
                return (parser, new LineIntake(index, parser, events, figures, spool, limits));
            },
            cancellationToken);

    private async Task<IngestResult> TakeAsync(Delivered delivered, NewReading newReading, CancellationToken cancellationToken)
    {
        using IDisposable turn = await EnterAsync(delivered, cancellationToken);
        CatalogueIndex index = indexes.Current;
        using IdHasher hasher = key.CreateHasher();
        (IBodyParser parser, RecordIntake intake) = newReading(index, new TimeLimits(index.Catalogue.Calendar, time.GetUtcNow()), hasher);
        try
        {
            await ReadAsync(delivered, new BodyReader(parser, intake), cancellationToken);
            CommitOutcome outcome = await ledger.CommitAsync(intake.ToDelivery(delivered.Actor, delivered.MayIngest), cancellationToken);
            Log.Taken(logger, delivered.Actor, intake.Received, outcome.Inserted, outcome.Revised, outcome.Withdrawn, outcome.Duplicate, outcome.Stale, intake.Refusals.Count + (outcome.Sealed?.Count ?? 0), outcome.Version);
            intake.ReleaseRecords();
            return new IngestResult(intake, outcome);
        }
        catch (Exception failure)
        {
            intake.Dispose();
            if (failure is BodyException unreadable)
            {
                await RecordUnreadableAsync(delivered, index, unreadable, cancellationToken);
            }

            throw;
        }
    }

    /// <summary>
    /// Reads the records of a way in inside this process to their end and commits what is good of them, in slices where they are many. Waits for
    /// its turn instead of being refused.
    /// </summary>
    /// <exception cref="BodyException">They cannot be read as a whole.</exception>
    /// <exception cref="BodyTooLargeException">They exceed a limit.</exception>
    /// <exception cref="LedgerUnavailableException">The ledger cannot take them now; those of earlier slices are in.</exception>
    internal async Task<IngestResult> TakeAsync(FeedRequest request, CancellationToken cancellationToken)
    {
        using IDisposable turn = await gate.EnterAsync(request.Actor, OverloadPolicy.Wait, cancellationToken);
        CatalogueIndex index = indexes.Current;
        using IdHasher hasher = key.CreateHasher();
        RecordIntake intake = NewIntake(request.Kind, source => source == request.Source, index, new TimeLimits(index.Catalogue.Calendar, time.GetUtcNow()), hasher);
        try
        {
            await request.Feed.ReadAsync(index.Catalogue, intake, cancellationToken);
            Delivery delivery = intake.ToDelivery(request.Actor, source => source == request.Source);
            CommitOutcome outcome = intake.Accepted > SlicedCommit.SliceRecords
                ? await new SlicedCommit(ledger, delivery).CommitAsync(request.Committed, cancellationToken)
                : await ledger.CommitAsync(delivery, cancellationToken);
            Log.Taken(logger, request.Actor, intake.Received, outcome.Inserted, outcome.Revised, outcome.Withdrawn, outcome.Duplicate, outcome.Stale, intake.Refusals.Count + (outcome.Sealed?.Count ?? 0), outcome.Version);
            intake.ReleaseRecords();
            return new IngestResult(intake, outcome);
        }
        catch
        {
            intake.Dispose();
            throw;
        }
    }

    private async Task<IDisposable> EnterAsync(Delivered delivered, CancellationToken cancellationToken)
    {
        try
        {
            return await gate.EnterAsync(delivered.Actor, delivered.WhenBusy, cancellationToken);
        }
        catch (IngestOverloadedException)
        {
            overload.TurnedAway(delivered.Actor);
            throw;
        }
    }

    private RecordIntake NewIntake(RecordKind kind, Func<string, bool> mayIngest, CatalogueIndex index, TimeLimits times, IdHasher hasher) => kind == RecordKind.Event
        ? new EventIntake(index, new EventValidator(index, mayIngest, times, hasher), spool, limits)
        : new FigureIntake(index, new FigureValidator(index, mayIngest, times), spool, limits);

    private static IBodyParser NewParser(IngestRequest request)
    {
        FieldTable fields = request.Kind == RecordKind.Event ? RecordLayout.Events : RecordLayout.Figures;
        return request.Format switch
        {
            BodyFormat.Ndjson => new NdjsonParser(fields),
            BodyFormat.JsonArray => new JsonArrayParser(fields),
            _ => new CsvParser(fields, request.Kind == RecordKind.Event ? RecordLayout.RequiredOfEvents : RecordLayout.RequiredOfFigures),
        };
    }

    private async Task ReadAsync(Delivered delivered, BodyReader reader, CancellationToken cancellationToken)
    {
        await using MeteredStream wire = new(delivered.Body, limits.MaxWireBytes, "on the wire");
        await using Stream unpacked = BodyUnpacking.Of(wire, delivered.Compression);
        await using MeteredStream body = new(unpacked, limits.MaxUnpackedBytes, "after unpacking");
        await reader.ReadAsync(body, cancellationToken);
    }

    private async Task RecordUnreadableAsync(Delivered delivered, CatalogueIndex index, BodyException unreadable, CancellationToken cancellationToken)
    {
        Log.Unreadable(logger, delivered.Actor, unreadable.Line, unreadable.Column);
        try
        {
            string source = index.Catalogue.FindOnlySource(delivered.MayIngest)?.Id ?? "";
            await ledger.RecordRefusalsAsync([new RefusalCount(source, RefusalCode.BadBody, "", 1)], cancellationToken);
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

    // How a body is cut into records, and where they go.
    private delegate (IBodyParser Parser, RecordIntake Intake) NewReading(CatalogueIndex index, TimeLimits times, IdHasher hasher);

    private readonly record struct Delivered(Stream Body, BodyCompression Compression, Func<string, bool> MayIngest, string Actor, OverloadPolicy WhenBusy);
}
