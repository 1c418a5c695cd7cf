using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Dashboard.Reports.Outline;

namespace Tongbi.Dashboard.Reports.Store;

/// <summary>
/// Drafts and published reports with their bytes, in one SQLite file (<c>reports.db</c>; WAL, <c>synchronous=FULL</c>). Every step is one transaction and
/// on disk when it returns. Thread-safe.
/// </summary>
internal sealed class ReportStore : IDisposable
{
    /// <summary>Most reports of one page.</summary>
    public const int MostListed = 200;

    private const string Columns = "id, edition, period, unit, public, state, version, moment, outline, schedule, published_at, changed_at, delivered";

    private readonly SqliteConnection connection;
    private readonly TimeProvider time;
    private readonly Lock turn = new();

    private ReportStore(SqliteConnection connection, TimeProvider time)
    {
        this.connection = connection;
        this.time = time;
    }

    /// <summary>Opens the file, making it (mode 0600) or bringing it up to date.</summary>
    /// <exception cref="ReportStoreException">It cannot be used.</exception>
    public static ReportStore Open(string path, TimeProvider time)
    {
        SqliteConnection? connection = null;
        try
        {
            if (!OperatingSystem.IsWindows() && !System.IO.File.Exists(path))
            {
                System.IO.File.Open(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
            }

            connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30, ForeignKeys = true }.ToString());
            connection.Open();
            ReportSql.Execute(connection, null, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            ReportSchema.Migrate(connection);
            return new ReportStore(connection, time);
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            if (failure is SqliteException or IOException or UnauthorizedAccessException)
            {
                throw new ReportStoreException($"The file of reports {path} cannot be opened: {failure.Message} Check that the service's user may write to it, or restore a backup.", failure);
            }

            throw;
        }
    }

    /// <summary>Makes a draft; refused where there is a report for the same edition, period, unit and profile that was not withdrawn.</summary>
    public (StoredReport? Report, ReportRefusal Refusal) Draft(ReportEdition edition, string period, string unit, bool isPublic, string actor, string? schedule = null) => Write(transaction =>
    {
        if (Live(transaction, edition, period, unit, isPublic) is { } existing)
        {
            return (existing, ReportRefusal.Exists);
        }

        long? id = ReportSql.Number(
            connection,
            transaction,
            "INSERT INTO report(edition, period, unit, public, state, outline, schedule, changed_at, delivered) VALUES ($1, $2, $3, $4, 1, '', $5, $6, 0) RETURNING id",
            edition.Word(),
            period,
            unit,
            isPublic ? 1 : 0,
            schedule,
            Now);
        Note(transaction, id!.Value, "drafted", actor, ""); // not null: RETURNING
        return ((StoredReport?)Read(transaction, id.Value)!, ReportRefusal.None); // likewise
    });

    /// <summary>Fixes the version of a draft: what was reviewed is what will be published.</summary>
    public (StoredReport? Report, ReportRefusal Refusal) Review(long id, long version, Instant moment, string outline, string actor, string comment) =>
        Step(id, [ReportState.Draft, ReportState.Reviewed], "reviewed", actor, comment, "UPDATE report SET state = 2, version = $2, moment = $3, outline = $4, changed_at = $5 WHERE id = $1", id, version, moment, outline, Now);

    /// <summary>Publishes a reviewed report with its files. Refused where it was changed after <paramref name="reviewed"/> was read.</summary>
    public (StoredReport? Report, ReportRefusal Refusal) Publish(StoredReport reviewed, IReadOnlyList<ReportFile> files, string actor, string comment) => Write(transaction =>
    {
        if (Read(transaction, reviewed.Id) is not { State: ReportState.Reviewed } report || report.ChangedAt != reviewed.ChangedAt)
        {
            return (Read(transaction, reviewed.Id), ReportRefusal.WrongState);
        }

        foreach (ReportFile file in files)
        {
            ReportSql.Execute(connection, transaction, "INSERT INTO file(report, format, language, bytes) VALUES ($1, $2, $3, $4)", report.Id, file.Format, file.Language, file.Bytes);
        }

        ReportSql.Execute(connection, transaction, "UPDATE report SET state = 3, published_at = $2, changed_at = $2 WHERE id = $1", report.Id, Now);
        Note(transaction, report.Id, "published", actor, comment);
        return (Read(transaction, report.Id), ReportRefusal.None);
    });

    /// <summary>Withdraws a report; its files stay.</summary>
    public (StoredReport? Report, ReportRefusal Refusal) Withdraw(long id, string actor, string reason) =>
        Step(id, [ReportState.Draft, ReportState.Reviewed, ReportState.Published], "withdrawn", actor, reason, "UPDATE report SET state = 4, changed_at = $2 WHERE id = $1", id, Now);

    /// <summary>Keeps what a person wrote. A reviewed report becomes a draft again.</summary>
    /// <param name="id">The report.</param>
    /// <param name="section">The part.</param>
    /// <param name="text">Chinese.</param>
    /// <param name="textEn">English.</param>
    /// <param name="after">The revision that was edited; 0 for none.</param>
    /// <param name="author">Who wrote it.</param>
    public (ReportParagraph? Paragraph, ReportRefusal Refusal) Write(long id, string section, string text, string textEn, int after, string author) => Write(transaction =>
    {
        if (Read(transaction, id) is not { } report)
        {
            return (null, ReportRefusal.Unknown);
        }

        if (report.State is not (ReportState.Draft or ReportState.Reviewed))
        {
            return (null, ReportRefusal.WrongState);
        }

        ReportParagraph? last = Paragraphs(transaction, id).FirstOrDefault(paragraph => paragraph.Section == section);
        if ((last?.Revision ?? 0) != after)
        {
            return (last, ReportRefusal.WrittenMeanwhile);
        }

        ReportParagraph next = new(section, after + 1, text, textEn, author, Now);
        ReportSql.Execute(connection, transaction, "INSERT INTO paragraph(report, section, revision, text, text_en, author, at) VALUES ($1, $2, $3, $4, $5, $6, $7)", id, section, next.Revision, text, textEn, author, next.At);
        ReportSql.Execute(connection, transaction, "UPDATE report SET state = 1, version = NULL, moment = NULL, outline = '', changed_at = $2 WHERE id = $1", id, Now);
        Note(transaction, id, "written", author, section);
        return ((ReportParagraph?)next, ReportRefusal.None);
    });

    /// <summary>Notes that a report went to its receivers.</summary>
    public void MarkDelivered(long id, string comment) => Write(transaction =>
    {
        ReportSql.Execute(connection, transaction, "UPDATE report SET delivered = 1 WHERE id = $1", id);
        Note(transaction, id, "delivered", "", comment);
        return true;
    });

    /// <summary>The report of this number, or null.</summary>
    public StoredReport? Find(long id) => Write(transaction => Read(transaction, id));

    /// <summary>The report of this edition, period, unit and profile that was not withdrawn, or null.</summary>
    public StoredReport? FindLive(ReportEdition edition, string period, string unit, bool isPublic) => Write(transaction => Live(transaction, edition, period, unit, isPublic));

    /// <summary>Reports, the newest first, from below a number on.</summary>
    public IReadOnlyList<StoredReport> List(ReportEdition? edition, ReportState? state, long before, int limit) => Write(transaction => ReportSql.Query(
        connection,
        transaction,
        $"SELECT {Columns} FROM report WHERE id < $1 AND ($2 IS NULL OR edition = $2) AND ($3 IS NULL OR state = $3) ORDER BY id DESC LIMIT $4",
        Read,
        before,
        edition?.Word(),
        (int?)state,
        Math.Min(limit, MostListed)));

    /// <summary>Reports of a unit and edition that were published by a moment, also if they were withdrawn since; the latest periods first, of a period the last one.</summary>
    public IReadOnlyList<StoredReport> PublishedBy(Instant moment, ReportEdition edition, string unit, bool isPublic, string beforePeriod, int limit) =>
    [
        .. Write(transaction => ReportSql.Query(
            connection,
            transaction,
            $"SELECT {Columns} FROM report WHERE edition = $1 AND unit = $2 AND public = $3 AND published_at <= $4 AND period < $5 ORDER BY period DESC, published_at DESC LIMIT $6",
            Read,
            edition.Word(),
            unit,
            isPublic ? 1 : 0,
            moment,
            beforePeriod,
            limit * 4)).DistinctBy(report => report.Period).Take(limit),
    ];

    /// <summary>Scheduled reports that were published and not sent yet.</summary>
    public IReadOnlyList<StoredReport> Undelivered() => Write(transaction =>
        ReportSql.Query(connection, transaction, $"SELECT {Columns} FROM report WHERE state = 3 AND schedule IS NOT NULL AND delivered = 0 ORDER BY id LIMIT 100", Read));

    /// <summary>The last revision of every part that was written.</summary>
    public IReadOnlyList<ReportParagraph> Paragraphs(long id) => Write(transaction => Paragraphs(transaction, id));

    /// <summary>Everything that happened to a report, in order.</summary>
    public IReadOnlyList<ReportStep> Steps(long id) => Write(transaction => ReportSql.Query(
        connection,
        transaction,
        "SELECT kind, at, actor, comment FROM step WHERE report = $1 ORDER BY number",
        row => new ReportStep(row.GetString(0), row.Moment(1)!.Value, row.GetString(2), row.GetString(3)), // not null: NOT NULL
        id));

    /// <summary>A file of a published report, or null.</summary>
    public byte[]? FindFile(long id, string format, string language) => Write(transaction =>
        ReportSql.Query(connection, transaction, "SELECT bytes FROM file WHERE report = $1 AND format = $2 AND language = $3", row => row.GetFieldValue<byte[]>(0), id, format, language).FirstOrDefault());

    /// <summary>When a schedule was first seen: what was due before is not caught up with.</summary>
    public Instant FirstSeen(string schedule) => Write(transaction =>
    {
        ReportSql.Execute(connection, transaction, "INSERT INTO schedule_seen(schedule, since) VALUES ($1, $2) ON CONFLICT DO NOTHING", schedule, Now);
        return Instant.FromUnixTimeTicks(ReportSql.Number(connection, transaction, "SELECT since FROM schedule_seen WHERE schedule = $1", schedule)!.Value); // not null: just put there
    });

    /// <summary>The run of a schedule for a period and unit, or null.</summary>
    public ReportRun? FindRun(string schedule, string period, string unit) => Write(transaction =>
        ReportSql.Query(connection, transaction, "SELECT schedule, period, unit, state, attempts, next_at, report, error, changed_at FROM run WHERE schedule = $1 AND period = $2 AND unit = $3", ReadRun, schedule, period, unit).FirstOrDefault());

    /// <summary>The latest runs.</summary>
    public IReadOnlyList<ReportRun> Runs(int limit) => Write(transaction =>
        ReportSql.Query(connection, transaction, "SELECT schedule, period, unit, state, attempts, next_at, report, error, changed_at FROM run ORDER BY changed_at DESC, schedule, unit LIMIT $1", ReadRun, limit));

    /// <summary>Keeps a run.</summary>
    public void PutRun(ReportRun run) => Write(transaction => ReportSql.Execute(
        connection,
        transaction,
        """
        INSERT INTO run(schedule, period, unit, state, attempts, next_at, report, error, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT DO UPDATE SET state = $4, attempts = $5, next_at = $6, report = $7, error = $8, changed_at = $9
        """,
        run.Schedule,
        run.Period,
        run.Unit,
        run.State,
        run.Attempts,
        run.NextAt,
        run.Report,
        run.Error,
        Now));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (turn)
        {
            connection.Dispose();
        }
    }

    private Instant Now => time.GetUtcNow().ToInstant();

    private (StoredReport? Report, ReportRefusal Refusal) Step(long id, ReportState[] from, string kind, string actor, string comment, string sql, params object?[] parameters) => Write(transaction =>
    {
        if (Read(transaction, id) is not { } report)
        {
            return (null, ReportRefusal.Unknown);
        }

        if (!from.Contains(report.State))
        {
            return (report, ReportRefusal.WrongState);
        }

        ReportSql.Execute(connection, transaction, sql, parameters);
        Note(transaction, id, kind, actor, comment);
        return (Read(transaction, id), ReportRefusal.None);
    });

    private T Write<T>(Func<SqliteTransaction, T> work)
    {
        lock (turn)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            T result = work(transaction);
            transaction.Commit();
            return result;
        }
    }

    private void Note(SqliteTransaction transaction, long id, string kind, string actor, string comment) => ReportSql.Execute(
        connection,
        transaction,
        "INSERT INTO step(report, number, kind, at, actor, comment) VALUES ($1, (SELECT coalesce(max(number), 0) + 1 FROM step WHERE report = $1), $2, $3, $4, $5)",
        id,
        kind,
        Now,
        actor,
        comment);

    private StoredReport? Read(SqliteTransaction transaction, long id) =>
        ReportSql.Query(connection, transaction, $"SELECT {Columns} FROM report WHERE id = $1", Read, id).FirstOrDefault();

    private StoredReport? Live(SqliteTransaction transaction, ReportEdition edition, string period, string unit, bool isPublic) =>
        ReportSql.Query(connection, transaction, $"SELECT {Columns} FROM report WHERE edition = $1 AND period = $2 AND unit = $3 AND public = $4 AND state <> 4", Read, edition.Word(), period, unit, isPublic ? 1 : 0).FirstOrDefault();

    private List<ReportParagraph> Paragraphs(SqliteTransaction transaction, long id) => ReportSql.Query(
        connection,
        transaction,
        "SELECT section, revision, text, text_en, author, at FROM paragraph p WHERE report = $1 AND revision = (SELECT max(revision) FROM paragraph WHERE report = $1 AND section = p.section) ORDER BY section",
        row => new ReportParagraph(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4), row.Moment(5)!.Value), // not null: NOT NULL
        id);

    private static StoredReport Read(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Edition = ReportEditions.All[row.GetString(1)],
        Period = row.GetString(2),
        Unit = row.GetString(3),
        IsPublic = row.GetInt64(4) != 0,
        State = (ReportState)row.GetInt32(5),
        Version = row.IsDBNull(6) ? null : row.GetInt64(6),
        Moment = row.Moment(7),
        Outline = row.GetString(8),
        Schedule = row.IsDBNull(9) ? null : row.GetString(9),
        PublishedAt = row.Moment(10),
        ChangedAt = row.Moment(11)!.Value, // not null: NOT NULL
        IsDelivered = row.GetInt64(12) != 0,
    };

    private static ReportRun ReadRun(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.Moment(5), row.IsDBNull(6) ? null : row.GetInt64(6), row.GetString(7), row.Moment(8)!.Value); // not null: NOT NULL
}
