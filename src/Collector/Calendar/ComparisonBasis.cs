using System.Globalization;
using Tongbi.Collector.Statistics;

namespace Tongbi.Collector.Calendar;

/// <summary>A comparison as asked for.</summary>
/// <param name="Name">The spelling asked for, e.g. <c>year:2019</c>.</param>
/// <param name="Kind">What the period is held against.</param>
/// <param name="BaseYear">The year named as the base; null = the year before.</param>
public sealed record ComparisonBasis(string Name, ComparisonKind Kind, int? BaseYear)
{
    /// <summary>Reads one comparison in the public contract's spelling; null for <c>none</c>.</summary>
    /// <exception cref="QueryException"><c>bad_compare</c> for what the contract does not know, <c>unsupported_compare</c> for what it knows and this version does not answer.</exception>
    public static ComparisonBasis? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            "none" => null,
            "year" => new ComparisonBasis(text, ComparisonKind.Year, null),
            "year-weekday" => new ComparisonBasis(text, ComparisonKind.YearWeekday, null),
            "previous" => new ComparisonBasis(text, ComparisonKind.Previous, null),
            "year-lunar" => throw new QueryException("unsupported_compare", "compare", "compare 'year-lunar' is not answered by this version; use year, year:2019, year-weekday, previous or none."),
            _ when IsNamedYear(text, out int year) => new ComparisonBasis(text, ComparisonKind.Year, year),
            _ => throw new QueryException("bad_compare", "compare", $"compare '{text}' is not known; use year, year:2019, year-weekday, previous or none."),
        };
    }

    private static bool IsNamedYear(string text, out int year)
    {
        year = 0;
        return text.Length == 9
            && text.StartsWith("year:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out year)
            && year is >= 1900 and <= 2200;
    }
}
