using NodaTime;

namespace Tongbi.Collector.Ledger.Seals;

/// <summary>One act on a month's seal, as recorded: asked for by one person and, once approved by another, in force. Never deleted.</summary>
/// <param name="Id">1, 2, 3, … in the order of asking.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Span">The month.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="AmendFor">Of an amendment: how long it is open from its approval.</param>
/// <param name="Approval">Null while it waits for the second person.</param>
public sealed record SealAct(long Id, SealKind Kind, SealSpan Span, string Reason, string RequestedBy, Instant RequestedAt, Duration? AmendFor, SealApproval? Approval)
{
    /// <summary>Whether this is an amendment that lets changes in at an instant.</summary>
    public bool IsAmendingAt(Instant instant) =>
        Kind == SealKind.Amend && Approval is { } approval && instant >= approval.At && instant < approval.At + (AmendFor ?? Duration.Zero);
}
