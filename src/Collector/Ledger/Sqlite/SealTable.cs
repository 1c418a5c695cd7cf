using NodaTime;
using Tongbi.Collector.Ledger.Seals;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>
/// The acts on seals. There are a few a month, so all are kept in memory; what a transaction added is seen by the records after it in the
/// same transaction, and by everybody else once it is committed.
/// </summary>
internal sealed class SealTable(SqliteSession session) : IDisposable
{
    /// <summary>What is committed; immutable, replaced by <see cref="Load"/> and <see cref="Publish"/>.</summary>
    public SealBook Committed => Volatile.Read(ref committed);

    /// <summary>Takes in what is in the table, as committed.</summary>
    public void Load()
    {
        Reload();
        Publish();
    }

    /// <summary>Takes in what is in the table, for this transaction.</summary>
    public void Reload()
    {
        List<SealAct> acts = [];
        while (load.Step())
        {
            acts.Add(Read(load));
        }

        current = new SealBook(acts);
    }

    /// <summary>Into what nothing may come at an instant, as this transaction sees it.</summary>
    public SealedSpans LockedAt(Instant now) => current.AnyLocked ? new SealedSpans(current.LockedAt(now)) : SealedSpans.None;

    /// <summary>Records what one person asks for.</summary>
    public SealOutcome Request(SealRequest request, Instant now)
    {
        if (Judge(request.Kind, request.Span, now) is { } refusal)
        {
            return SealOutcome.Of(refusal);
        }

        if (current.Acts.Count(act => act.Approval is null) >= MostPending)
        {
            return SealOutcome.Of(SealRefusal.TooManyPending);
        }

        SealAct act = new(current.Acts.Count + 1, request.Kind, request.Span, request.Reason, request.By, now, request.AmendFor is { } open ? Duration.FromTimeSpan(open) : null, null);
        SealSpan span = act.Span;
        insert.Bind(1, act.Id).Bind(2, (long)act.Kind).Bind(3, (long)span.Month)
            .Bind(4, (long)span.FromDay).Bind(5, (long)span.ToDay).Bind(6, (long)span.FromHour).Bind(7, (long)span.ToHour).Bind(8, span.FromSecond).Bind(9, span.ToSecond)
            .Bind(10, act.Reason).Bind(11, act.RequestedBy).Bind(12, now.ToUnixTimeTicks()).Bind(13, act.AmendFor is { } ticks ? (long?)ticks.BclCompatibleTicks : null).Run();
        current = new SealBook([.. current.Acts, act]);
        return SealOutcome.Of(act);
    }

    /// <summary>Records the second person's approval.</summary>
    public SealOutcome Approve(long id, string by, Instant now, long version)
    {
        if (id < 1 || id > current.Acts.Count)
        {
            return SealOutcome.Of(SealRefusal.UnknownAct);
        }

        SealAct act = current.Acts[(int)id - 1];
        if (act.Approval is not null)
        {
            return SealOutcome.Of(SealRefusal.AlreadyApproved);
        }

        if (string.Equals(act.RequestedBy, by, StringComparison.OrdinalIgnoreCase))
        {
            return SealOutcome.Of(SealRefusal.SamePerson);
        }

        // Between asking and approving the month may have become what was asked for, or been opened.
        if (Judge(act.Kind, act.Span, now) is { } refusal)
        {
            return SealOutcome.Of(refusal);
        }

        SealAct approved = act with { Approval = new SealApproval(current.Acts.Count(other => other.Approval is not null) + 1, by, now, version) };
        approve.Bind(1, id).Bind(2, approved.Approval.Order).Bind(3, by).Bind(4, now.ToUnixTimeTicks()).Bind(5, version).Run();
        current = new SealBook([.. current.Acts.Select(other => other.Id == id ? approved : other)]);
        return SealOutcome.Of(approved);
    }

    /// <summary>Shows what was recorded, now that it is committed.</summary>
    public void Publish() => Volatile.Write(ref committed, current);

    /// <summary>Forgets what was recorded, since it was rolled back.</summary>
    public void Discard() => current = committed;

    /// <inheritdoc/>
    public void Dispose()
    {
        load.Dispose();
        insert.Dispose();
        approve.Dispose();
    }

    private SealRefusal? Judge(SealKind kind, SealSpan span, Instant now)
    {
        SealState state = current.StateOf(span.Month);
        return kind switch
        {
            SealKind.Amend => state == SealState.Locked ? null : SealRefusal.NotLocked,
            SealKind.Open => state == SealState.Open ? SealRefusal.NothingToDo : null,
            _ when now.ToUnixTimeSeconds() < span.ToSecond => SealRefusal.MonthNotOver,
            SealKind.Close => state == SealState.Closed ? SealRefusal.NothingToDo : null,
            _ => state == SealState.Locked ? SealRefusal.NothingToDo : null,
        };
    }

    private static SealAct Read(SqliteStatement row)
    {
        SealSpan span = new((int)row.Integer(2), (int)row.Integer(3), (int)row.Integer(4), (int)row.Integer(5), (int)row.Integer(6), row.Integer(7), row.Integer(8));
        SealApproval? approval = row.IntegerOrNull(13) is { } order
            ? new SealApproval(order, row.Text(14), Instant.FromUnixTimeTicks(row.Integer(15)), row.Integer(16))
            : null;
        Duration? amendFor = row.IntegerOrNull(12) is { } ticks ? Duration.FromTicks(ticks) : null;
        return new SealAct(row.Integer(0), (SealKind)row.Integer(1), span, row.Text(9), row.Text(10), Instant.FromUnixTimeTicks(row.Integer(11)), amendFor, approval);
    }

    // Nobody approves a hundred: something asks in a loop.
    private const int MostPending = 100;
    private readonly SqliteStatement load = session.Prepare(
        """
        SELECT id, kind, month, from_day, to_day, from_hour, to_hour, from_second, to_second, reason, requested_by, requested_at, amend_ticks, approval, approved_by, approved_at, version
        FROM seal ORDER BY id
        """);
    private readonly SqliteStatement insert = session.Prepare(
        """
        INSERT INTO seal(id, kind, month, from_day, to_day, from_hour, to_hour, from_second, to_second, reason, requested_by, requested_at, amend_ticks)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """);
    private readonly SqliteStatement approve = session.Prepare("UPDATE seal SET approval = ?2, approved_by = ?3, approved_at = ?4, version = ?5 WHERE id = ?1");
    private SealBook current = SealBook.Empty;
    private SealBook committed = SealBook.Empty;
}
