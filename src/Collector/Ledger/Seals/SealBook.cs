using NodaTime;

namespace Tongbi.Collector.Ledger.Seals;

/// <summary>All acts on seals, and what they come to. Immutable.</summary>
public sealed class SealBook
{
    /// <summary>Without any act: every month is open.</summary>
    public static SealBook Empty { get; } = new([]);

    /// <summary>Puts acts together.</summary>
    public SealBook(IReadOnlyList<SealAct> acts)
    {
        Acts = acts;
        ruling = acts.Where(act => act is { Approval: not null, Kind: not SealKind.Amend })
            .GroupBy(act => act.Span.Month)
            .ToDictionary(month => month.Key, month => month.MaxBy(act => act.Approval?.Order)!); // a group has at least one
        locked = [.. ruling.Values.Where(act => act.Kind == SealKind.Lock).OrderBy(act => act.Span.FromSecond)];
    }

    /// <summary>In the order of asking.</summary>
    public IReadOnlyList<SealAct> Acts { get; }

    /// <summary>Months that were ever closed or locked, with the act that rules each, oldest month first.</summary>
    public IReadOnlyList<SealAct> Ruling => [.. ruling.Values.OrderBy(act => act.Span.Month)];

    /// <summary>Whether any month is locked.</summary>
    public bool AnyLocked => locked.Length > 0;

    /// <summary>State of a month.</summary>
    public SealState StateOf(int month) => ruling.GetValueOrDefault(month)?.Kind switch
    {
        SealKind.Lock => SealState.Locked,
        SealKind.Close => SealState.Closed,
        _ => SealState.Open,
    };

    /// <summary>State of a month when a version was made: what was approved before it.</summary>
    public SealState StateAt(int month, long version) =>
        Acts.Where(act => act.Span.Month == month && act.Kind != SealKind.Amend && act.Approval?.Version < version).MaxBy(act => act.Approval?.Order)?.Kind switch
        {
            SealKind.Lock => SealState.Locked,
            SealKind.Close => SealState.Closed,
            _ => SealState.Open,
        };

    /// <summary>The act that rules a month; null if none was ever approved.</summary>
    public SealAct? RulingOf(int month) => ruling.GetValueOrDefault(month);

    /// <summary>
    /// The act whose version holds the figures that were first closed or locked, since the month was last open: restatements are told against it.
    /// Null where the month is open.
    /// </summary>
    public SealAct? BaselineOf(int month)
    {
        SealAct? first = null;
        foreach (SealAct act in Acts.Where(act => act.Span.Month == month && act is { Approval: not null, Kind: not SealKind.Amend }).OrderBy(act => act.Approval?.Order))
        {
            first = act.Kind == SealKind.Open ? null : first ?? act;
        }

        return first;
    }

    /// <summary>The amendments of a month that let changes in at an instant.</summary>
    public IEnumerable<SealAct> AmendmentsAt(int month, Instant instant) => Acts.Where(act => act.Span.Month == month && act.IsAmendingAt(instant));

    /// <summary>The locked months into which nothing may come at an instant: those without an open amendment.</summary>
    public IReadOnlyList<SealSpan> LockedAt(Instant instant) =>
        [.. locked.Where(act => !AmendmentsAt(act.Span.Month, instant).Any()).Select(act => act.Span)];

    private readonly Dictionary<int, SealAct> ruling;
    private readonly SealAct[] locked;
}
