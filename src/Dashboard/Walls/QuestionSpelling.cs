using System.Text.RegularExpressions;

namespace Tongbi.Dashboard.Walls;

/// <summary>Whether a layout spells a period or a comparison as the public contract does. Whether it fits the data only the statistics can say.</summary>
internal static partial class QuestionSpelling
{
    /// <summary>Whether this is a period of <c>/api/v1/statistics</c>.</summary>
    public static bool IsPeriod(string text) => Period().IsMatch(text);

    /// <summary>Whether this is a comparison of <c>/api/v1/statistics</c>.</summary>
    public static bool IsComparison(string text) => Comparison().IsMatch(text);

    private const string Date = @"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])";

    [GeneratedRegex($@"^(today|yesterday|wtd|mtd|qtd|ytd|last-7d|last-28d|last-12m|\d{{4}}|\d{{4}}-Q[1-4]|\d{{4}}-(0[1-9]|1[0-2])|\d{{4}}-W(0[1-9]|[1-4]\d|5[0-3])|{Date}|{Date}/{Date})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Period();

    [GeneratedRegex(@"^(year|year:\d{4}|year-weekday|year-lunar|previous|none)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Comparison();
}
