using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Store;

namespace Tongbi.Dashboard.Reports;

/// <summary>Finds the cells in which two makings of one report differ.</summary>
internal static class ReportComparison
{
    /// <summary>The cells that differ, in reading order.</summary>
    public static IReadOnlyList<ReportFigureChange> Of(ReportDocument published, ReportDocument now)
    {
        Dictionary<string, TableBlock> current = now.Blocks.OfType<TableBlock>().ToDictionary(table => table.Id);
        return [.. published.Blocks.OfType<TableBlock>().SelectMany(table => Of(table, current.GetValueOrDefault(table.Id)))];
    }

    private static IEnumerable<ReportFigureChange> Of(TableBlock published, TableBlock? now)
    {
        Dictionary<string, ReportRow> rows = now is null ? [] : Rows(now).ToDictionary(row => row.Name, row => row.Row);
        List<string> names = [];
        foreach ((string name, ReportRow row) in Rows(published))
        {
            names.Add(name);
            ReportRow? other = rows.GetValueOrDefault(name);
            for (int column = 1; column < published.Columns.Count; column++)
            {
                string? text = other is null || now is null ? null : CellOf(now, other, published.Columns[column].Id);
                if (text != row.Cells[column].Text)
                {
                    yield return new ReportFigureChange(published.Id, published.Caption, name, published.Columns[column].Title, row.Cells[column].Text, text);
                }
            }
        }

        foreach ((string name, ReportRow row) in rows.Where(row => !names.Contains(row.Key)))
        {
            yield return new ReportFigureChange(published.Id, published.Caption, name, published.Columns[1].Title, null, row.Cells[1].Text);
        }
    }

    private static string? CellOf(TableBlock table, ReportRow row, string column)
    {
        int index = table.Columns.ToList().FindIndex(each => each.Id == column);
        return index < 0 ? null : row.Cells[index].Text;
    }

    /// <summary>The rows by the path of their names, a number added where two are called the same.</summary>
    private static IEnumerable<(string Name, ReportRow Row)> Rows(TableBlock table)
    {
        List<string> path = [];
        Dictionary<string, int> seen = [];
        foreach (ReportRow row in table.Rows)
        {
            int level = Math.Min(row.Level, path.Count);
            path.RemoveRange(level, path.Count - level);
            path.Add(row.Cells[0].Text);
            string name = string.Join(" / ", path);
            seen[name] = seen.GetValueOrDefault(name) + 1;
            yield return (seen[name] == 1 ? name : $"{name} ({seen[name]})", row);
        }
    }
}
