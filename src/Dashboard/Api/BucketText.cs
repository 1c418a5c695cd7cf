using System.Globalization;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Ledger;

namespace Tongbi.Dashboard.Api;

/// <summary>Writes buckets in the spelling that <c>POST /api/v1/counts</c> takes: <c>2018</c>, <c>2018-06</c>, <c>2018-06-01</c>, <c>2018-06-01T13+08:00</c>.</summary>
internal static class BucketText
{
    private static readonly OffsetDateTimePattern Hour = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HHo<+HH:mm>");

    /// <summary>The period of a bucket; events are told by their hour.</summary>
    public static string Of(BucketGrain grain, int start, OfficeCalendar calendar) => grain switch
    {
        BucketGrain.Year => start.ToString("0000", CultureInfo.InvariantCulture),
        BucketGrain.Month => string.Create(CultureInfo.InvariantCulture, $"{start / 12:0000}-{(start % 12) + 1:00}"),
        BucketGrain.Day => LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(start)),
        _ => Hour.Format(calendar.OffsetOfHour(start)),
    };

    /// <summary>The word for a grain.</summary>
    public static string Word(BucketGrain grain) => grain switch
    {
        BucketGrain.Event => "event",
        BucketGrain.Hour => "hour",
        BucketGrain.Day => "day",
        BucketGrain.Month => "month",
        _ => "year",
    };
}
