using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Tongbi.Alerts.Incidents;

/// <summary>How alerts and transitions become rows and come back: an alert is its own row (what never changes) and its last transition.</summary>
internal static class AlertTables
{
    private const string Columns = """
        a.id, a.rule, a.metric, a.unit, a.category, a.metric_group, a.name, a.name_en, a.statistic, a.period, a.compare, a.active_at,
        t.number, t.sequence, t.kind, t.at, t.reason, t.actor, t.comment, t.from_state, t.from_severity, t.from_worst, t.state, t.severity, t.worst,
        t.starts_at, t.ends_at, t.flapping, t.acknowledged_by, t.acknowledged_at, t.disposition, t.value, t.threshold, t.current, t.base, t.rate,
        t.p_value, t.data_time, t.version, t.summary, t.summary_en
        """;

    /// <summary>Last transitions of alerts; a condition on <c>a</c> and an order follow.</summary>
    public const string SelectLast = $"SELECT {Columns} FROM alert a JOIN transition t ON t.alert = a.id AND t.sequence = a.sequence ";

    /// <summary>Transitions; a condition on <c>a</c> and <c>t</c> and an order follow.</summary>
    public const string SelectAll = $"SELECT {Columns} FROM alert a JOIN transition t ON t.alert = a.id ";

    /// <summary>Runs a select of this class.</summary>
    public static List<AlertTransition> Read(SqliteConnection connection, SqliteTransaction? transaction, string sql, params ReadOnlySpan<object> parameters)
    {
        using SqliteCommand command = Command(connection, transaction, sql, parameters);
        using SqliteDataReader row = command.ExecuteReader();
        List<AlertTransition> found = [];
        while (row.Read())
        {
            found.Add(Read(row));
        }

        return found;
    }

    /// <summary>Makes the row of a new alert and gives its id.</summary>
    public static string InsertAlert(SqliteConnection connection, SqliteTransaction transaction, Alert alert)
    {
        using SqliteCommand command = Command(
            connection,
            transaction,
            """
            INSERT INTO alert(rule, metric, unit, category, metric_group, name, name_en, statistic, period, compare, active_at, state, severity, sequence, starts_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id
            """,
            alert.Labels.Rule,
            alert.Labels.Metric,
            alert.Labels.Unit,
            alert.Labels.Category,
            alert.Labels.Group,
            alert.Name,
            alert.NameEn,
            alert.Statistic,
            alert.Period,
            Value(alert.Compare),
            alert.ActiveAt.ToUnixTimeTicks(),
            (int)alert.State,
            (int)alert.Severity,
            alert.Sequence,
            alert.StartsAt.ToUnixTimeTicks());
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!; // not null: RETURNING gives the id or the insert throws
    }

    /// <summary>Brings an alert's row to where its last transition left it.</summary>
    public static void UpdateAlert(SqliteConnection connection, SqliteTransaction transaction, Alert alert)
    {
        using SqliteCommand command = Command(
            connection,
            transaction,
            "UPDATE alert SET state = $2, severity = $3, sequence = $4, starts_at = $5 WHERE id = $1",
            Id(alert.Id),
            (int)alert.State,
            (int)alert.Severity,
            alert.Sequence,
            alert.StartsAt.ToUnixTimeTicks());
        command.ExecuteNonQuery();
    }

    /// <summary>Writes a transition and gives its number.</summary>
    public static long InsertTransition(SqliteConnection connection, SqliteTransaction transaction, AlertTransition step)
    {
        Alert alert = step.Alert;
        AlertFigures figures = alert.Figures;
        using SqliteCommand command = Command(
            connection,
            transaction,
            """
            INSERT INTO transition(alert, sequence, kind, at, reason, actor, comment, from_state, from_severity, from_worst, state, severity, worst, starts_at, ends_at, flapping,
                acknowledged_by, acknowledged_at, disposition, value, threshold, current, base, rate, p_value, data_time, version, summary, summary_en)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29) RETURNING number
            """,
            Id(alert.Id),
            alert.Sequence,
            (int)step.Kind,
            step.At.ToUnixTimeTicks(),
            step.Reason,
            Value(step.Actor),
            Value(step.Comment),
            Value((int?)step.FromState),
            Value((int?)step.FromSeverity),
            Value((int?)step.FromWorst),
            (int)alert.State,
            (int)alert.Severity,
            (int)alert.Worst,
            alert.StartsAt.ToUnixTimeTicks(),
            Value(alert.EndsAt?.ToUnixTimeTicks()),
            alert.Flapping ? 1 : 0,
            Value(alert.AcknowledgedBy),
            Value(alert.AcknowledgedAt?.ToUnixTimeTicks()),
            (int)alert.Disposition,
            Value(figures.Value),
            Value(figures.Threshold),
            Value(figures.Current),
            Value(figures.Base),
            Value(figures.Rate),
            Value(figures.PValue),
            Value(figures.DataTime?.ToUnixTimeTicks()),
            figures.Version,
            alert.Summary,
            alert.SummaryEn);
        return (long)command.ExecuteScalar()!; // not null: as above
    }

    /// <summary>Forgets some alerts that were over before a moment, with all that happened to them; none that a group has still to tell.</summary>
    /// <returns>How many.</returns>
    public static int Prune(SqliteConnection connection, SqliteTransaction transaction, Instant before, int limit)
    {
        using SqliteCommand command = Command(
            connection,
            transaction,
            """
            DELETE FROM alert WHERE id IN (
              SELECT a.id FROM alert a JOIN transition t ON t.alert = a.id AND t.sequence = a.sequence
              WHERE a.starts_at < $1 AND a.state = $2 AND t.at < $1 AND NOT EXISTS (SELECT 1 FROM group_member m WHERE m.alert = CAST(a.id AS TEXT))
              ORDER BY a.starts_at LIMIT $3)
            """,
            before.ToUnixTimeTicks(),
            (int)AlertState.Resolved,
            limit);
        return command.ExecuteNonQuery();
    }

    /// <summary>A statement with parameters <c>$1</c>, <c>$2</c>, …</summary>
    public static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string sql, params ReadOnlySpan<object> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (int index = 0; index < parameters.Length; index++)
        {
            command.Parameters.AddWithValue("$" + (index + 1).ToString(CultureInfo.InvariantCulture), parameters[index]);
        }

        return command;
    }

    /// <summary>The row's number of an id; −1, which no row has, where the id is none of ours.</summary>
    public static long Id(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;

    private static object Value<T>(T? value) => value is null ? DBNull.Value : value;

    private static AlertTransition Read(SqliteDataReader row)
    {
        Alert alert = new()
        {
            Id = row.GetInt64(0).ToString(CultureInfo.InvariantCulture),
            Labels = new AlertLabels(row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), (Severity)row.GetInt32(23), row.GetString(5)),
            Name = row.GetString(6),
            NameEn = row.GetString(7),
            Statistic = row.GetString(8),
            Period = row.GetString(9),
            Compare = Text(row, 10),
            ActiveAt = Instant.FromUnixTimeTicks(row.GetInt64(11)),
            Sequence = row.GetInt32(13),
            ChangedAt = Instant.FromUnixTimeTicks(row.GetInt64(15)),
            State = (AlertState)row.GetInt32(22),
            Worst = (Severity)row.GetInt32(24),
            StartsAt = Instant.FromUnixTimeTicks(row.GetInt64(25)),
            EndsAt = Moment(row, 26),
            Flapping = row.GetInt32(27) != 0,
            AcknowledgedBy = Text(row, 28),
            AcknowledgedAt = Moment(row, 29),
            Disposition = (AlertDisposition)row.GetInt32(30),
            Figures = new AlertFigures(
                Number(row, 31),
                Number(row, 32),
                Number(row, 33),
                Number(row, 34),
                Number(row, 35),
                row.IsDBNull(36) ? null : row.GetDouble(36),
                Moment(row, 37),
                row.GetInt64(38)),
            Summary = row.GetString(39),
            SummaryEn = row.GetString(40),
        };
        return new AlertTransition
        {
            Number = row.GetInt64(12),
            Alert = alert,
            Kind = (TransitionKind)row.GetInt32(14),
            At = alert.ChangedAt,
            Reason = row.GetString(16),
            Actor = Text(row, 17),
            Comment = Text(row, 18),
            FromState = (AlertState?)Whole(row, 19),
            FromSeverity = (Severity?)Whole(row, 20),
            FromWorst = (Severity?)Whole(row, 21),
        };
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static int? Whole(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    private static decimal? Number(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : decimal.Parse(row.GetString(column), NumberStyles.Number, CultureInfo.InvariantCulture);

    private static Instant? Moment(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : Instant.FromUnixTimeTicks(row.GetInt64(column));
}
