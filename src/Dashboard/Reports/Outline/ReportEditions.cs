using System.Diagnostics.CodeAnalysis;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>The words of the public contract for editions, and which periods they are of.</summary>
public static class ReportEditions
{
    /// <summary>All editions by their word.</summary>
    public static IReadOnlyDictionary<string, ReportEdition> All { get; } = new Dictionary<string, ReportEdition>(StringComparer.Ordinal)
    {
        ["monthly"] = ReportEdition.Monthly,
        ["weekly"] = ReportEdition.Weekly,
        ["yearly"] = ReportEdition.Yearly,
    };

    /// <summary><c>monthly weekly yearly</c>.</summary>
    public static string Word(this ReportEdition edition) => edition switch
    {
        ReportEdition.Monthly => "monthly",
        ReportEdition.Weekly => "weekly",
        ReportEdition.Yearly => "yearly",
        _ => throw new ArgumentOutOfRangeException(nameof(edition), edition, "No such edition."),
    };

    /// <summary>An example of a period.</summary>
    public static string Example(this ReportEdition edition) => edition switch
    {
        ReportEdition.Weekly => "2026-W43",
        ReportEdition.Yearly => "2026",
        _ => "2026-10",
    };

    /// <summary>What the report's figures are held against: 同比, and 环比 where it is something else.</summary>
    [SuppressMessage("Performance", "CA1861:Avoid constant arrays as arguments", Justification = "Collection expressions of a switch; made once per report.")]
    public static IReadOnlyList<string> Comparisons(this ReportEdition edition) =>
        edition == ReportEdition.Yearly ? ["year"] : ["year", "previous"];

    /// <summary>Reads the period of an edition.</summary>
    /// <exception cref="QueryException"><c>bad_period</c>: it is not one of this edition.</exception>
    public static NamedPeriod Period(this ReportEdition edition, string text, StatisticalNow now)
    {
        NamedPeriod period = PeriodParser.Parse(text, now);
        PeriodKind kind = edition switch
        {
            ReportEdition.Weekly => PeriodKind.Week,
            ReportEdition.Yearly => PeriodKind.Year,
            _ => PeriodKind.Month,
        };
        return period.Kind == kind && char.IsAsciiDigit(text[0])
            ? period
            : throw new QueryException("bad_period", "period", $"period '{text}' is not one of a {edition.Word()} report; write e.g. {edition.Example()}.");
    }
}
