using System.Text;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>
/// Finds the row of a sheet that names its columns. Titles may stand above it. A header of two rows, in which a cell spans several columns or
/// both rows, names a column by the lower cell, by the upper one where the lower is empty, or by both as <c>upper/lower</c>.
/// </summary>
/// <param name="fields">The columns that are known.</param>
/// <param name="required">Those that must be there.</param>
/// <param name="row">Number of the (lower) header row; null = the first that names all required columns.</param>
internal sealed class WorkbookHeader(FieldTable fields, IReadOnlyList<int> required, int? row)
{
    /// <summary>Rows that are looked at for a header.</summary>
    public const int SearchedRows = 20;

    /// <summary>Which field each column holds, by column; −1 = none. Null until the header was found.</summary>
    public IReadOnlyDictionary<int, int>? Columns { get; private set; }

    /// <summary>Looks at a row; afterwards <see cref="Columns"/> is set if it was the header.</summary>
    /// <exception cref="FileFaultException">There is no header where one must be.</exception>
    public void Look(SheetRows rows)
    {
        Dictionary<int, string> names = [];
        foreach (SheetCell cell in rows.Cells.Where(cell => cell.Fault == CellFault.None))
        {
            names[cell.Column] = Encoding.UTF8.GetString(rows.TextOf(cell));
        }

        looked++;
        if (row is null || rows.Number == row)
        {
            Columns = Match(names) ?? (above is null ? null : Match(Combined(above, names)));
        }

        above = names;
        if (Columns is null && (rows.Number >= (row ?? long.MaxValue) || looked == SearchedRows))
        {
            throw NotFound();
        }
    }

    /// <summary>What is wrong where no row names the columns.</summary>
    public FileFaultException NotFound() => new(
        FileFault.BadFile,
        mistake ?? $"No row of the sheet names the columns {string.Join(", ", required.Select(field => $"'{fields.Names[field]}'"))}; name them in one row above the data.");

    private Dictionary<int, int>? Match(IReadOnlyDictionary<int, string> names)
    {
        Dictionary<int, int> found = [];
        string? unknown = null;
        foreach ((int column, string name) in names)
        {
            byte[] text = Encoding.UTF8.GetBytes(name);
            int field = fields.Find(text);
            if (field < 0)
            {
                // In a header of two rows the whole name counts where it is known, and the lower one otherwise.
                int slash = name.LastIndexOf('/');
                field = slash < 0 ? -1 : fields.Find(Encoding.UTF8.GetBytes(name[(slash + 1)..]));
            }

            if (field < 0)
            {
                unknown ??= EchoPolicy.MayEcho(text) ? $" '{name}'" : "";
            }
            else if (found.ContainsValue(field))
            {
                mistake = $"The header names the column '{fields.Names[field]}' twice.";
                return null;
            }

            found[column] = field;
        }

        if (required.Any(field => !found.ContainsValue(field)))
        {
            return null;
        }

        return unknown is null || fields.IgnoresUnknown
            ? found
            : throw new FileFaultException(FileFault.BadFile, $"The header names an unknown column{unknown}; the columns are {string.Join(", ", fields.Names)}.");
    }

    private static Dictionary<int, string> Combined(Dictionary<int, string> upper, Dictionary<int, string> lower)
    {
        Dictionary<int, string> both = [];
        string spanning = "";
        foreach (int column in upper.Keys.Union(lower.Keys).Order())
        {
            bool hasLower = lower.TryGetValue(column, out string? below);
            if (upper.TryGetValue(column, out string? over))
            {
                spanning = over;
            }

            both[column] = !hasLower ? over! : spanning.Length == 0 ? below! : $"{spanning}/{below}"; // the column is in one of them
        }

        return both;
    }

    private Dictionary<int, string>? above;
    private string? mistake;
    private int looked;
}
