namespace Tongbi.Alerts.Incidents;

/// <summary>Alerts, their transitions, and what the evaluation remembers of each rule instance. Instants are Unix ticks (100 ns), decimals are texts.</summary>
internal sealed class IncidentSchema : IAlertSchemaPart
{
    /// <inheritdoc/>
    public string Name => "incidents";

    /// <inheritdoc/>
    public IReadOnlyList<string> Migrations { get; } =
    [
        """
        CREATE TABLE alert(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            rule TEXT NOT NULL,
            metric TEXT NOT NULL,
            unit TEXT NOT NULL,
            category TEXT NOT NULL,
            metric_group TEXT NOT NULL,
            name TEXT NOT NULL,
            name_en TEXT NOT NULL,
            statistic TEXT NOT NULL,
            period TEXT NOT NULL,
            compare TEXT,
            active_at INTEGER NOT NULL,
            state INTEGER NOT NULL,
            severity INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            starts_at INTEGER NOT NULL) STRICT;
        CREATE UNIQUE INDEX alert_open ON alert(rule, unit, category) WHERE state <> 3;
        CREATE INDEX alert_started ON alert(starts_at);
        CREATE TABLE transition(
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            alert INTEGER NOT NULL REFERENCES alert(id) ON DELETE CASCADE,
            sequence INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            at INTEGER NOT NULL,
            reason TEXT NOT NULL,
            actor TEXT,
            comment TEXT,
            from_state INTEGER,
            from_severity INTEGER,
            from_worst INTEGER,
            state INTEGER NOT NULL,
            severity INTEGER NOT NULL,
            worst INTEGER NOT NULL,
            starts_at INTEGER NOT NULL,
            ends_at INTEGER,
            flapping INTEGER NOT NULL,
            acknowledged_by TEXT,
            acknowledged_at INTEGER,
            disposition INTEGER NOT NULL,
            value TEXT,
            threshold TEXT,
            current TEXT,
            base TEXT,
            rate TEXT,
            p_value REAL,
            data_time INTEGER,
            version INTEGER NOT NULL,
            summary TEXT NOT NULL,
            summary_en TEXT NOT NULL,
            UNIQUE(alert, sequence)) STRICT;
        CREATE TABLE instance(
            rule TEXT NOT NULL,
            unit TEXT NOT NULL,
            category TEXT NOT NULL,
            memory TEXT NOT NULL,
            PRIMARY KEY(rule, unit, category)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE evaluation(
            id INTEGER PRIMARY KEY CHECK (id = 1),
            alive_at INTEGER NOT NULL) STRICT;
        """,
    ];
}
