using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Layout;

/// <summary>
/// How wide the columns of a printed table are and how small its type is: as the weights say, but no figure is broken over two lines. Widths of characters
/// are taken alike for all fonts, a little too wide, so that Word and PDF share a table alike.
/// </summary>
/// <param name="HalfPoints">The size of the type in half points.</param>
/// <param name="Twips">The widths in twentieths of a point; their sum is the width of the table.</param>
internal sealed record TableWidths(int HalfPoints, IReadOnlyList<int> Twips)
{
    /// <summary>五号, 10.5 pt.</summary>
    public const int UsualHalfPoints = 21;

    private const int Smallest = 10;

    /// <summary>9.5 pt: down to here type becomes smaller so that names stay on one line.</summary>
    private const int SmallForNames = 19;

    /// <summary>Between the lines of a cell and its text, both sides together.</summary>
    private const int Padding = 150;

    /// <summary>Columns of words are not squeezed below so many hanzi.</summary>
    private const double FewestHanzi = 4;

    /// <summary>Names up to this length stay on one line where the table has room for it.</summary>
    private const double LongName = 9;

    /// <summary>Shares a width among the columns of a table.</summary>
    public static TableWidths Of(TableBlock table, int width)
    {
        return Fitting(table, width, Needed(table, LongName), SmallForNames)
            ?? Fitting(table, width, Needed(table, FewestHanzi), Smallest)
            ?? new TableWidths(Smallest, Share(table, width, new int[table.Columns.Count]));
    }

    /// <summary>The largest type in which all columns have what they need; null if not even the smallest does.</summary>
    private static TableWidths? Fitting(TableBlock table, int width, double[] needed, int smallest)
    {
        for (int size = UsualHalfPoints; size >= smallest; size--)
        {
            int[] least = [.. needed.Select(ems => (int)Math.Ceiling(ems * size * 10) + Padding)];
            if (least.Sum() <= width)
            {
                return new TableWidths(size, Share(table, width, least));
            }
        }

        return null;
    }

    /// <summary>By the weights; a column that would be narrower than it must be gets what it needs, and the others share what is left.</summary>
    private static int[] Share(TableBlock table, int width, int[] least)
    {
        double[] weights = [.. table.Columns.Select(column => Math.Max(0.1, column.Weight))];
        int[] widths = new int[weights.Length];
        bool[] settled = new bool[weights.Length];
        bool again;
        do
        {
            again = false;
            int left = width - Enumerable.Range(0, widths.Length).Where(column => settled[column]).Sum(column => widths[column]);
            double total = Enumerable.Range(0, widths.Length).Where(column => !settled[column]).Sum(column => weights[column]);
            double reached = 0;
            int given = 0;
            for (int column = 0; column < widths.Length; column++)
            {
                if (settled[column])
                {
                    continue;
                }

                reached += weights[column];
                int until = (int)Math.Round(left * reached / total, MidpointRounding.AwayFromZero);
                widths[column] = until - given;
                given = until;
                if (widths[column] < least[column])
                {
                    widths[column] = least[column];
                    settled[column] = true;
                    again = true;
                    break;
                }
            }
        }
        while (again && settled.Contains(false));

        return widths;
    }

    /// <summary>The widest piece of each column that may not be broken, in ems.</summary>
    private static double[] Needed(TableBlock table, double longestName)
    {
        double[] needed = new double[table.Columns.Count];
        for (int column = 0; column < needed.Length; column++)
        {
            // A longer title may take two lines.
            double title = Ems(table.Columns[column].Title);
            needed[column] = title <= FewestHanzi ? title : Math.Max(FewestHanzi, Math.Ceiling(title / 2));
        }

        foreach (ReportRow row in table.Rows)
        {
            for (int column = 0; column < needed.Length; column++)
            {
                ReportCell cell = row.Cells[column];
                bool isFigure = cell.Value is not null || table.Columns[column].Kind != CellKind.Text;
                double ems = Ems(cell.Text) * (row.IsTotal ? 1.06 : 1);
                bool isName = table.Columns[column].Kind == CellKind.Text;
                double least = isFigure && !HasHanzi(cell.Text) ? ems : isName ? Math.Min(ems, longestName) + row.Level : Math.Min(ems, FewestHanzi);
                needed[column] = Math.Max(needed[column], least);
            }
        }

        return needed;
    }

    private static double Ems(string text)
    {
        double ems = 0;
        foreach (char letter in text)
        {
            ems += letter switch
            {
                '%' => 0.95,
                '.' or ',' or ':' or ' ' => 0.32,
                '+' or '−' or '-' => 0.6,
                < '\u2E80' => 0.64,
                _ => 1,
            };
        }

        return ems;
    }

    private static bool HasHanzi(string text) => text.AsSpan().ContainsAnyInRange('\u2E80', '\uFFEF');
}
