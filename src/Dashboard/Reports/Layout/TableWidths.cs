using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Layout;

/// <summary>How wide the columns of a printed table are and how small its type is.</summary>
internal static class TableWidths
{
    /// <summary>五号, 10.5 pt.</summary>
    public const int UsualHalfPoints = 21;

    /// <summary>The size of the type: smaller for tables of many columns, so that a figure is not broken over two lines.</summary>
    public static int HalfPoints(TableBlock table) => table.Columns.Count switch
    {
        <= 8 => UsualHalfPoints,
        <= 11 => 18,
        <= 14 => 15,
        _ => 12,
    };

    /// <summary>Shares a width among the columns by their weights; the sum is exact.</summary>
    public static int[] Share(TableBlock table, int width)
    {
        double total = table.Columns.Sum(column => Math.Max(0.1, column.Weight));
        int[] widths = new int[table.Columns.Count];
        double reached = 0;
        int given = 0;
        for (int column = 0; column < widths.Length; column++)
        {
            reached += Math.Max(0.1, table.Columns[column].Weight);
            int until = (int)Math.Round(width * reached / total, MidpointRounding.AwayFromZero);
            widths[column] = until - given;
            given = until;
        }

        return widths;
    }
}
