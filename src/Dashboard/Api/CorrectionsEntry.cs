using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;

namespace Tongbi.Dashboard.Api;

/// <summary>How much of what a source tells comes late (补录) or is moved afterwards (改判), over the last 30 statistical days with today.</summary>
/// <param name="From">The first of them.</param>
/// <param name="To">The day after the last.</param>
/// <param name="Counted">What the source's flows add up to.</param>
/// <param name="Late">Records first recorded later than the end of their day and the time that the source may be late.</param>
/// <param name="Reclassified">Records that a revision moved to another category, unit or metric.</param>
/// <param name="LateShare">Late by counted, rounded half away from zero to four decimals; null where nothing was counted.</param>
/// <param name="ReclassifiedShare">Likewise of the reclassified.</param>
internal sealed record CorrectionsEntry(string From, string To, long Counted, long Late, long Reclassified, decimal? LateShare, decimal? ReclassifiedShare)
{
    private const int Days = 30;

    /// <summary>Reads them for one source; null where the counts do not know the source yet.</summary>
    public static CorrectionsEntry? Read(ICountCube cube, string source, Instant now) => cube.Read(now, counts =>
    {
        if (counts.Catalogue.FindSource(source) is not { } known)
        {
            return null;
        }

        int end = OfficeCalendar.DayNumber(counts.Catalogue.Calendar.DateOf(now)) + 1;
        SourceCorrections found = counts.Corrections(known, end - Days, end);
        return new CorrectionsEntry(
            LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(end - Days)),
            LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(end)),
            found.Counted,
            found.Tally.LateEntries,
            found.Tally.Reclassified,
            Rounded(found.LateShare),
            Rounded(found.ReclassifiedShare));
    });

    private static decimal? Rounded(decimal? share) => share is { } known ? Math.Round(known, 4, MidpointRounding.AwayFromZero) : null;
}
