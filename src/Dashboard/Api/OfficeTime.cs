using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Api;

/// <summary>Writes instants as the contract prints them: RFC 3339 with the office's offset.</summary>
public static class OfficeTime
{
    private static readonly OffsetDateTimePattern Pattern = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<+HH:mm>");

    /// <summary>The instant to the second, in the office's zone.</summary>
    public static string Text(Instant instant, Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return Pattern.Format(instant.InZone(catalogue.Calendar.Zone).ToOffsetDateTime());
    }
}
