using NodaTime;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Notify;

/// <summary>Hours in which a receiver is left alone, but for the severities that may always come.</summary>
/// <param name="Times">Ranges of times of day in the office's zone.</param>
/// <param name="Except">Severities that come all the same; red by default.</param>
public sealed record QuietHours(IReadOnlyList<TimeRange> Times, IReadOnlyList<string> Except)
{
    /// <summary>When the quiet ends, if a message of a severity is to be held now; null if it may go.</summary>
    public LocalDateTime? EndFor(string severity, LocalDateTime now)
    {
        if (Except.Contains(severity, StringComparer.Ordinal))
        {
            return null;
        }

        LocalDateTime end = now;

        // Ranges may touch: 20:00-24:00 and 00:00-06:00 are one night. Each turn moves to the end of a range, so a few turns are enough.
        for (int turn = 0; turn <= Times.Count; turn++)
        {
            TimeRange? covering = Times.Cast<TimeRange?>().FirstOrDefault(range => range!.Value.CoversFromSameDay(end.TimeOfDay) || range.Value.CoversFromDayBefore(end.TimeOfDay));
            if (covering is not { } range)
            {
                break;
            }

            LocalDate day = range.CoversFromSameDay(end.TimeOfDay) && (range.CrossesMidnight || range.End == LocalTime.Midnight) ? end.Date.PlusDays(1) : end.Date;
            end = day + range.End;
        }

        return end > now ? end : null;
    }
}
