using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Ledger.Seals;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Api;

/// <summary>What the API and the verb <c>seal</c> have in common: how acts are spelled and why they are refused.</summary>
internal static class SealTexts
{
    /// <summary>Most hours that an amendment may be open.</summary>
    public const int MostHours = 168;

    /// <summary>Hours that an amendment is open where none are named.</summary>
    public const int UsualHours = 24;

    /// <summary>Most characters of a reason.</summary>
    public const int LongestReason = 500;

    /// <summary>Reads a statistical month.</summary>
    /// <exception cref="QueryException">It is not one of the catalogue's years, spelled <c>2026-02</c>.</exception>
    public static SealSpan ReadMonth(string text, OfficeCalendar calendar) =>
        YearMonthPattern.Iso.Parse(text) is { Success: true, Value: var month } && month.Year >= calendar.FirstYear && month.Year < OfficeCalendar.LastYear
            ? SealSpans.Of(calendar, (month.Year * 12) + month.Month - 1)
            : throw new QueryException("bad_month", "month", $"month \"{QueryReader.Short(text)}\" is not a month from {calendar.FirstYear} on; write e.g. 2026-02.");

    /// <summary>Reads what is to become of the month.</summary>
    /// <exception cref="QueryException">It is none of the words.</exception>
    public static SealKind ReadState(string text) => text switch
    {
        "closed" => SealKind.Close,
        "locked" => SealKind.Lock,
        "open" => SealKind.Open,
        "amendment" => SealKind.Amend,
        _ => throw new QueryException("bad_state", "state", $"state \"{QueryReader.Short(text)}\" is none of closed, locked, open, amendment."),
    };

    /// <summary>Checks a reason.</summary>
    /// <exception cref="QueryException">It is empty or too long.</exception>
    public static string ReadReason(string text) => text.Trim() is { Length: > 0 and <= LongestReason } reason
        ? reason
        : throw new QueryException("bad_reason", "reason", $"reason must have 1 to {LongestReason} characters and say why; no personal data.");

    /// <summary>How long an amendment is open; null for anything else.</summary>
    /// <exception cref="QueryException">The hours are out of range, or named for something else.</exception>
    public static TimeSpan? ReadHours(SealKind kind, int? hours)
    {
        if (kind != SealKind.Amend)
        {
            return hours is null ? null : throw new QueryException("bad_hours", "hours", "hours belong to an amendment; leave them out.");
        }

        int open = hours ?? UsualHours;
        return open is >= 1 and <= MostHours
            ? TimeSpan.FromHours(open)
            : throw new QueryException("bad_hours", "hours", $"hours {open} is not between 1 and {MostHours}.");
    }

    /// <summary>Code and sentence of a refusal.</summary>
    public static (int Status, string Code, string Detail) Of(SealRefusal refusal) => refusal switch
    {
        SealRefusal.UnknownAct => (StatusCodes.Status404NotFound, "unknown_seal", "There is no seal of this id; GET /api/v1/seals lists them."),
        SealRefusal.AlreadyApproved => (StatusCodes.Status409Conflict, "already_approved", "It was approved before; nothing changed."),
        SealRefusal.SamePerson => (StatusCodes.Status403Forbidden, "same_person", "Whoever asked cannot approve; a second person has to, with another account or key."),
        SealRefusal.MonthNotOver => (StatusCodes.Status409Conflict, "month_not_over", "The month is not over yet; it can be closed or locked once it is."),
        SealRefusal.NotLocked => (StatusCodes.Status409Conflict, "not_locked", "Only a locked month needs an amendment; this one takes changes."),
        SealRefusal.TooManyPending => (StatusCodes.Status409Conflict, "too_many_pending", "Too many seals wait for approval; approve some first."),
        _ => (StatusCodes.Status409Conflict, "nothing_to_do", "The month is in that state already."),
    };
}
