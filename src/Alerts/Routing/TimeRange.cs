using NodaTime;
using NodaTime.Text;

namespace Tongbi.Alerts.Routing;

/// <summary>A range of times of day, the end excluded. One whose end is not after its start runs into the next day.</summary>
/// <param name="Start">First moment.</param>
/// <param name="End">First moment after; midnight as an end is the end of the day.</param>
public readonly record struct TimeRange(LocalTime Start, LocalTime End)
{
    /// <summary>Whether the range runs into the next day.</summary>
    public bool CrossesMidnight => End != LocalTime.Midnight && End <= Start;

    /// <summary>Reads <c>22:00-07:00</c>; <c>24:00</c> is allowed as an end. Null if it is none or empty.</summary>
    public static TimeRange? TryParse(string text)
    {
        int dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0)
        {
            return null;
        }

        ParseResult<LocalTime> start = Pattern.Parse(text[..dash].Trim());
        string endText = text[(dash + 1)..].Trim();
        ParseResult<LocalTime> end = endText == "24:00" ? ParseResult<LocalTime>.ForValue(LocalTime.Midnight) : Pattern.Parse(endText);
        return start.Success && end.Success && start.Value != end.Value ? new TimeRange(start.Value, end.Value) : null;
    }

    /// <summary>Whether a time lies in the part of the range on the day on which it begins.</summary>
    public bool CoversFromSameDay(LocalTime time) => time >= Start && (CrossesMidnight || End == LocalTime.Midnight || time < End);

    /// <summary>Whether a time lies in the part of the range on the day after it began.</summary>
    public bool CoversFromDayBefore(LocalTime time) => CrossesMidnight && time < End;

    /// <inheritdoc/>
    public override string ToString() => $"{Pattern.Format(Start)}-{Pattern.Format(End)}";

    private static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
}
