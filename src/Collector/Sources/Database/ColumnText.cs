using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Database;

/// <summary>Writes a column's value as the text of a field: times with their offset, numbers without fraction where they have none.</summary>
internal static class ColumnText
{
    /// <summary>Appends a value; NULL appends nothing.</summary>
    /// <exception cref="PullException">The value is of a type that no field takes.</exception>
    public static void Append(RowBytes to, object value, string column, DateTimeZone zone)
    {
        string text = value switch
        {
            DBNull => "",
            string some => some.TrimEnd(' '), // CHAR(n) comes padded
            bool yes => yes ? "true" : "false",
            DateTime { Kind: DateTimeKind.Utc } utc => InstantPattern.General.Format(Instant.FromDateTimeUtc(utc)),
            DateTime local => InstantPattern.General.Format(Watermark.ToInstant(local, zone)),
            DateTimeOffset instant => InstantPattern.General.Format(Instant.FromDateTimeOffset(instant)),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            decimal number => number == decimal.Truncate(number) ? decimal.Truncate(number).ToString(CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            float number => number.ToString("R", CultureInfo.InvariantCulture),
            Guid id => id.ToString("D"),
            char letter => letter.ToString(),
            long or int or short or byte or ulong or uint or ushort or sbyte => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            _ => throw new PullException("bad_column", $"The column {column} is of a type that no field takes ({value.GetType().Name}); convert it in the query."),
        };
        to.Append(Encoding.UTF8.GetBytes(text));
    }
}
