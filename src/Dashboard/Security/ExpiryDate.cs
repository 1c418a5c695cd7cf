using NodaTime;
using NodaTime.Text;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Security;

/// <summary>Reads the date on which a key expires.</summary>
public static class ExpiryDate
{
    /// <summary>A date (its beginning in UTC) or an instant with offset.</summary>
    /// <exception cref="OperatorException">It is neither; the message quotes it.</exception>
    public static DateTimeOffset Parse(string text)
    {
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date)
        {
            return date.Value.AtStartOfDayInZone(DateTimeZone.Utc).ToDateTimeOffset();
        }

        return OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } instant
            ? instant.Value.ToDateTimeOffset()
            : throw new OperatorException($"\"{text}\" is no date; write e.g. 2027-01-01.");
    }
}
