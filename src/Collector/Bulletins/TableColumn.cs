using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongbi.Collector.Bulletins;

/// <summary>A column, as its header tells it.</summary>
/// <param name="Role">What it holds.</param>
/// <param name="Basis">Which comparison it is of, for bases and changes.</param>
internal readonly partial record struct TableColumn(TableColumnRole Role, Basis Basis)
{
    private static readonly string[] Changes = ["同比", "环比", "增减", "升降", "增长", "增幅", "升幅", "幅度", "±", "变化", "变动", "差额", "差值"];
    private static readonly string[] Currents = ["本期", "本月", "本周", "本年", "今年", "本季", "本旬", "当期", "当月", "当周"];
    private static readonly string[] YearWords = ["同比", "同期", "去年", "上年"];
    private static readonly string[] PreviousWords = ["环比", "上期", "上月", "上周", "上季", "上旬"];
    private static readonly string[] Labels = ["序号", "名次", "排名", "率", "%", "均", "百分点", "备注"];

    /// <summary>Reads the headers of one line. Headers that are months tell their roles together: 2015年8月 | 2015年7月 | 2014年8月.</summary>
    public static IReadOnlyList<TableColumn> Read(IReadOnlyList<string> headers)
    {
        TableColumn[] columns = [.. headers.Select(header => Of(header.Replace(" ", "", StringComparison.Ordinal)))];
        (int Index, int Month)[] months = [.. headers.Select((header, index) => (index, MonthOf(header.Replace(" ", "", StringComparison.Ordinal)))).Where(item => item.Item2 > 0)];
        if (months.Length >= 2)
        {
            int current = months.Max(month => month.Month);
            foreach ((int index, int month) in months)
            {
                columns[index] = (current - month) switch
                {
                    0 => new TableColumn(TableColumnRole.Current, Basis.Any),
                    1 => new TableColumn(TableColumnRole.Base, Basis.Previous),
                    12 => new TableColumn(TableColumnRole.Base, Basis.Year),
                    _ => new TableColumn(TableColumnRole.Ignored, Basis.Any),
                };
            }
        }

        return columns;
    }

    private static TableColumn Of(string header)
    {
        Basis basis = YearWords.Any(header.Contains) ? Basis.Year : PreviousWords.Any(header.Contains) ? Basis.Previous : Basis.Any;
        if (header.Contains('占') || header.Contains("比重", StringComparison.Ordinal))
        {
            return new TableColumn(TableColumnRole.Share, Basis.Any);
        }

        if (header.Contains("百分点", StringComparison.Ordinal))
        {
            return new TableColumn(TableColumnRole.Ignored, Basis.Any);
        }

        if (header.Contains("日均", StringComparison.Ordinal))
        {
            return new TableColumn(basis == Basis.Any ? TableColumnRole.DailyMean : TableColumnRole.Ignored, Basis.Any);
        }

        if (Changes.Any(header.Contains))
        {
            bool percent = header.Contains('%') || header.Contains('率') || header.Contains('幅');
            bool count = header.Contains('数') || header.Contains('量') || header.Contains('差') || header.Contains('起') || header.Contains('件');
            return new TableColumn(percent == count ? TableColumnRole.Change : percent ? TableColumnRole.Rate : TableColumnRole.Difference, basis);
        }

        if (Currents.Any(header.Contains))
        {
            return new TableColumn(TableColumnRole.Current, Basis.Any);
        }

        if (basis != Basis.Any)
        {
            return new TableColumn(TableColumnRole.Base, basis);
        }

        return new TableColumn(
            header is "合计" or "总计" or "总数" ? TableColumnRole.Total : Labels.Any(header.Contains) ? TableColumnRole.Ignored : TableColumnRole.Other,
            Basis.Any);
    }

    private static int MonthOf(string header) => Month().Match(header) is { Success: true } match
        ? (int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) * 12) + int.Parse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
        : 0;

    [GeneratedRegex(@"^(\d{4})年(\d{1,2})月份?$")]
    private static partial Regex Month();
}
