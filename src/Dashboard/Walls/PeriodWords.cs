namespace Tongbi.Dashboard.Walls;

/// <summary>Short words for the running periods, used in default titles; a fixed period is its own name.</summary>
internal static class PeriodWords
{
    /// <summary>Chinese and English word of a period in the public contract's spelling.</summary>
    public static (string Zh, string En) Of(string period) => period switch
    {
        "today" => ("今日", "today"),
        "yesterday" => ("昨日", "yesterday"),
        "wtd" => ("本周", "this week"),
        "mtd" => ("本月", "this month"),
        "qtd" => ("本季度", "this quarter"),
        "ytd" => ("本年累计", "year to date"),
        "last-7d" => ("近7日", "last 7 days"),
        "last-28d" => ("近28日", "last 28 days"),
        "last-12m" => ("近12个月", "last 12 months"),
        _ => (period, period),
    };
}
