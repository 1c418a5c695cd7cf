using NodaTime;
using NodaTime.Text;

namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>
/// Dates as spreadsheets keep them: days since an epoch, with the time of day as the fraction, to the second. In the 1900 system day 60 is a
/// 29 February that never was, so the days before it count from one day later.
/// </summary>
internal static class SerialDate
{
    /// <summary>Turns a serial number into a local time; false if it is no date of the years 1900 to 9999.</summary>
    /// <param name="serial">The number in the cell.</param>
    /// <param name="is1904">Whether the workbook counts from 1904.</param>
    /// <param name="time">The local time.</param>
    public static bool TryRead(double serial, bool is1904, out LocalDateTime time)
    {
        time = default;
        if (!(serial >= (is1904 ? 0 : 1)) || serial >= MaximumSerial)
        {
            return false;
        }

        long seconds = (long)Math.Round(serial * NodaConstants.SecondsPerDay, MidpointRounding.AwayFromZero);
        int day = (int)(seconds / NodaConstants.SecondsPerDay);
        if (!is1904 && day == 60)
        {
            return false;
        }

        LocalDate epoch = is1904 ? Epoch1904 : day < 60 ? Epoch1900 : Epoch1900.PlusDays(-1);
        time = epoch.PlusDays(day).AtMidnight().PlusSeconds(seconds % NodaConstants.SecondsPerDay);
        return true;
    }

    /// <summary>The text that a date cell becomes.</summary>
    public static string ToText(LocalDateTime time) => Pattern.Format(time);

    // 9999-12-31 in the 1904 system; in the 1900 system a few years less.
    private const double MaximumSerial = 2_957_004;
    private static readonly LocalDate Epoch1900 = new(1899, 12, 31);
    private static readonly LocalDate Epoch1904 = new(1904, 1, 1);
    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");
}
