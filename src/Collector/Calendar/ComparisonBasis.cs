using System.Globalization;
using Tongbi.Collector.Statistics;

namespace Tongbi.Collector.Calendar;

/// <summary>A comparison as asked for.</summary>
/// <param name="Name">The spelling asked for, e.g. <c>year:2019</c>.</param>
/// <param name="Kind">What the period is held against.</param>
/// <param name="BaseYear">The year named as the base; null = the year before.</param>
public sealed record ComparisonBasis(string Name, ComparisonKind Kind, int? BaseYear)
{
    private const string Known = "year, year:2019, year-weekday, year-lunar, previous, mean-15w, mean-15w:1.05, farrington-flexible, ears-c1, ears-c2, ears-c3, cusum or none";

    /// <summary>Growth constant of <see cref="ComparisonKind.MeanOfWeeks"/>: what the mean of the past weeks is multiplied by; 1 = none.</summary>
    public decimal Growth { get; init; } = 1;

    /// <summary>Whether the base is what past periods let expect, rather than one other period.</summary>
    public bool IsExpectation => Kind >= ComparisonKind.MeanOfWeeks;

    /// <summary>Reads one comparison in the public contract's spelling; null for <c>none</c>.</summary>
    /// <exception cref="QueryException"><c>bad_compare</c>: not a spelling of the contract.</exception>
    public static ComparisonBasis? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            "none" => null,
            "year" => new ComparisonBasis(text, ComparisonKind.Year, null),
            "year-weekday" => new ComparisonBasis(text, ComparisonKind.YearWeekday, null),
            "year-lunar" => new ComparisonBasis(text, ComparisonKind.YearLunar, null),
            "previous" => new ComparisonBasis(text, ComparisonKind.Previous, null),
            "mean-15w" => new ComparisonBasis(text, ComparisonKind.MeanOfWeeks, null),
            "farrington-flexible" => new ComparisonBasis(text, ComparisonKind.FarringtonFlexible, null),
            "ears-c1" => new ComparisonBasis(text, ComparisonKind.EarsC1, null),
            "ears-c2" => new ComparisonBasis(text, ComparisonKind.EarsC2, null),
            "ears-c3" => new ComparisonBasis(text, ComparisonKind.EarsC3, null),
            "cusum" => new ComparisonBasis(text, ComparisonKind.Cusum, null),
            _ when IsNamedYear(text, out int year) => new ComparisonBasis(text, ComparisonKind.Year, year),
            _ when IsGrowth(text, out decimal growth) => new ComparisonBasis(text, ComparisonKind.MeanOfWeeks, null) { Growth = growth },
            _ => throw new QueryException("bad_compare", "compare", $"compare '{text}' is not known; use {Known}."),
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

    private static bool IsGrowth(string text, out decimal growth)
    {
        growth = 1;
        return text.Length is > 9 and <= 16
            && text.StartsWith("mean-15w:", StringComparison.Ordinal)
            && decimal.TryParse(text.AsSpan(9), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out growth)
            && growth is >= 0.5m and <= 2m;
    }
}
