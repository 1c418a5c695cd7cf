using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Import;

/// <summary>
/// Reads a file of records into the ledger: rows of the public contract, or of any columns through a mapping. Committed in deliveries of
/// bounded size; one that was interrupted goes on behind its last delivery when it is run again. Thread-safe; may run beside a server.
/// </summary>
/// <param name="ledger">Takes the records.</param>
/// <param name="indexes">What may be counted.</param>
/// <param name="key">Hashes the ids.</param>
/// <param name="spool">Where deliveries are gathered.</param>
/// <param name="time">The clock.</param>
/// <param name="checkpoints">Remembers unfinished imports; null = every file is read from its first row, and what is known are duplicates.</param>
public sealed class FileImporter(ILedger ledger, CatalogueIndexes indexes, IdHashKey key, SpoolFolder spool, TimeProvider time, ImportCheckpoints? checkpoints = null)
{
    /// <summary>Imports one file.</summary>
    /// <param name="path">The file; its name tells format and compression.</param>
    /// <param name="mapping">How its columns become fields; null = the fields of the public contract for events.</param>
    /// <param name="progress">Told after every commit; null = nobody.</param>
    /// <param name="cancellationToken">Stops the import; what is committed stays.</param>
    /// <exception cref="BodyException">The file cannot be read on; rows before the place may be committed, and are duplicates next time.</exception>
    /// <exception cref="NotSupportedException">The file's name does not tell a known format.</exception>
    /// <exception cref="LedgerUnavailableException">The ledger cannot take more now.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public async Task<ImportSummary> ImportAsync(string path, ImportMapping? mapping, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        ImportFile kind = ImportFile.Of(path);
        CatalogueIndex index = indexes.Current;
        long began = time.GetTimestamp();
        using IdHasher hasher = key.CreateHasher();
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using MeteredStream metered = new(file, long.MaxValue, "on disk");
        await using Stream unpacked = BodyUnpacking.Of(metered, kind.Compression);
        string name = checkpoints?.NameOf(file) ?? "";
        ImportCheckpoint begun = await GoOnFromAsync(name, cancellationToken);
        ImportRun? run = null;
        run = new ImportRun(ledger, () => NewIntake(mapping?.Kind ?? RecordKind.Event, index, hasher), begun, Settled);
        await using (run)
        {
            IRecordSink sink = mapping is null ? run : new RowMapper(mapping, index.Catalogue.Calendar, run);
            BodyReader reader = new(NewParser(kind.Format, mapping), sink, () => run.PauseAsync(cancellationToken));
            await reader.ReadAsync(unpacked, cancellationToken);
            ImportSummary summary = await run.FinishAsync(cancellationToken);
            checkpoints?.Forget(name);
            return summary;
        }

        async Task Settled(ImportCheckpoint reached)
        {
            if (checkpoints is not null && await ImportCheckpoint.RecordedAtAsync(ledger, reached.Version ?? 0, cancellationToken) is { } recordedAt)
            {
                checkpoints.Save(name, reached with { RecordedAt = recordedAt });
            }

            progress?.Report(new ImportProgress(reached.Rows, metered.Count, file.Length, time.GetElapsedTime(began)) { RowsBefore = begun.Rows });
        }
    }

    private async Task<ImportCheckpoint> GoOnFromAsync(string name, CancellationToken cancellationToken) =>
        checkpoints?.Find(name) is { } found && await found.IsHeldByAsync(ledger, cancellationToken) ? found : ImportCheckpoint.Beginning;

    private RecordIntake NewIntake(RecordKind kind, CatalogueIndex index, IdHasher hasher)
    {
        // Whoever may write to the data directory may feed every source.
        TimeLimits times = new(index.Catalogue.Calendar, time.GetUtcNow());
        return kind == RecordKind.Event
            ? new EventIntake(index, new EventValidator(index, _ => true, times, hasher), spool, Limits)
            : new FigureIntake(index, new FigureValidator(index, _ => true, times), spool, Limits);
    }

    internal static IBodyParser NewParser(BodyFormat format, ImportMapping? mapping)
    {
        FieldTable fields = mapping is null ? RecordLayout.Events : mapping.Table;
        return format switch
        {
            BodyFormat.Ndjson => new NdjsonParser(fields),
            BodyFormat.JsonArray => new JsonArrayParser(fields),
            _ => new CsvParser(fields, mapping is null ? RecordLayout.RequiredOfEvents : mapping.RequiredColumns),
        };
    }

    private static readonly IngestLimits Limits = new() { MaxRecords = long.MaxValue };
}
