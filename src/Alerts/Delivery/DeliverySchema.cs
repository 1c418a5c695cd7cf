using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Delivery;

/// <summary>The tables of delivery in <c>alerts.db</c>. docs/formats/alerts.md describes them.</summary>
public sealed class DeliverySchema : IAlertSchemaPart
{
    /// <inheritdoc/>
    public string Name => "delivery";

    /// <inheritdoc/>
    public IReadOnlyList<string> Migrations { get; } =
    [
        """
        CREATE TABLE alert_group(
          key TEXT NOT NULL PRIMARY KEY, route TEXT NOT NULL, receiver TEXT NOT NULL, labels TEXT NOT NULL, next_look INTEGER NOT NULL,
          sent_at INTEGER, sent_firing TEXT, sent_resolved TEXT) STRICT, WITHOUT ROWID;
        CREATE INDEX alert_group_look ON alert_group(next_look);
        CREATE TABLE group_member(
          group_key TEXT NOT NULL, alert TEXT NOT NULL, firing INTEGER NOT NULL, acknowledged INTEGER NOT NULL, content TEXT NOT NULL,
          PRIMARY KEY(group_key, alert)) STRICT, WITHOUT ROWID;
        CREATE INDEX group_member_alert ON group_member(alert);
        CREATE TABLE escalation(
          alert TEXT NOT NULL, step INTEGER NOT NULL, receiver TEXT NOT NULL, due INTEGER NOT NULL, content TEXT NOT NULL,
          PRIMARY KEY(alert, step)) STRICT, WITHOUT ROWID;
        CREATE INDEX escalation_due ON escalation(due);
        CREATE TABLE outbox(
          id INTEGER PRIMARY KEY AUTOINCREMENT, receiver TEXT NOT NULL, channel TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL, severity TEXT NOT NULL,
          group_key TEXT NOT NULL, idempotency_key TEXT NOT NULL UNIQUE, content TEXT NOT NULL, created INTEGER NOT NULL, due INTEGER NOT NULL,
          state INTEGER NOT NULL, held INTEGER NOT NULL, attempts INTEGER NOT NULL, unclear INTEGER NOT NULL, done INTEGER, merged_into INTEGER) STRICT;
        CREATE INDEX outbox_open ON outbox(state, due) WHERE state < 2;
        CREATE INDEX outbox_done ON outbox(channel, done) WHERE done IS NOT NULL;
        CREATE TABLE outbox_alert(alert TEXT NOT NULL, outbox INTEGER NOT NULL, PRIMARY KEY(alert, outbox)) STRICT, WITHOUT ROWID;
        CREATE TABLE attempt(
          id INTEGER PRIMARY KEY AUTOINCREMENT, outbox INTEGER NOT NULL, channel TEXT NOT NULL, at INTEGER NOT NULL, outcome TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
        CREATE INDEX attempt_outbox ON attempt(outbox);
        CREATE INDEX attempt_channel ON attempt(channel, at);
        CREATE TABLE silence(
          id TEXT NOT NULL PRIMARY KEY, matchers TEXT NOT NULL, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, created_by TEXT NOT NULL,
          comment TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE used_link(nonce TEXT NOT NULL PRIMARY KEY, used_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """,
        """
        ALTER TABLE outbox ADD COLUMN file TEXT;
        ALTER TABLE attempt ADD COLUMN posts INTEGER NOT NULL DEFAULT 1;
        CREATE INDEX outbox_group ON outbox(group_key);
        CREATE INDEX outbox_created ON outbox(created);
        CREATE INDEX outbox_self ON outbox(created) WHERE reason = 'Watchdog';
        CREATE INDEX outbox_alert_outbox ON outbox_alert(outbox);
        CREATE TABLE outbox_file(hash TEXT NOT NULL PRIMARY KEY, bytes BLOB NOT NULL, posted_at INTEGER NOT NULL) STRICT;
        CREATE TABLE stand_in(
          id INTEGER PRIMARY KEY AUTOINCREMENT, roster TEXT NOT NULL, shift TEXT NOT NULL, planned TEXT NOT NULL, stand_in TEXT NOT NULL, note TEXT NOT NULL,
          author TEXT NOT NULL, made_at INTEGER NOT NULL, ended_by TEXT, ended_at INTEGER) STRICT;
        CREATE UNIQUE INDEX stand_in_now ON stand_in(roster, shift) WHERE ended_at IS NULL;
        """,
    ];
}
