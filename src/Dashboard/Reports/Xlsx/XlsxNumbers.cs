using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>How numbers are shown, so that a typed cell reads as its printed text does: the sign of the office (−), as many decimals.</summary>
internal static class XlsxNumbers
{
    /// <summary>Excel's format code for a cell.</summary>
    public static string Format(CellKind kind, string text, string language)
    {
        string decimals = Decimals(text);
        string pp = LayoutWords.Of(language) == LayoutWords.English ? "\" pp\"" : "\"个百分点\"";
        return kind switch
        {
            CellKind.Count => "#,##0",
            CellKind.Change => "+#,##0;\"−\"#,##0;0",
            CellKind.Rate => $"+0{decimals}%;\"−\"0{decimals}%;0{decimals}%",
            CellKind.Points => $"+0{decimals}{pp};\"−\"0{decimals}{pp};0{decimals}{pp}",
            CellKind.Share or CellKind.Ratio => $"0{decimals}%",
            CellKind.Mean => $"#,##0{decimals}",
            CellKind.Rank => "0",
            _ => "General",
        };
    }

    /// <summary>The number in the cell: that of the statistics, except that 百分点 count in hundredths, since no format of Excel multiplies without a %.</summary>
    public static decimal Value(CellKind kind, decimal value) => kind == CellKind.Points ? value * 100 : value;

    private static string Decimals(string text)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        int digits = 0;
        while (point >= 0 && point + 1 + digits < text.Length && char.IsAsciiDigit(text[point + 1 + digits]))
        {
            digits++;
        }

        return digits == 0 ? "" : "." + new string('0', digits);
    }
}
