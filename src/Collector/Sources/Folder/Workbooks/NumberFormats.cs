using System.Globalization;

namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>Which cell styles of a workbook show a number as a date: a date is nothing but a number there.</summary>
internal sealed class NumberFormats
{
    /// <summary>A workbook without styles: no number is a date.</summary>
    public static NumberFormats None { get; } = new();

    /// <summary>Whether cells of a style show dates.</summary>
    /// <param name="style">The cell's <c>s</c>.</param>
    public bool IsDate(int style) => style >= 0 && style < styles.Count && styles[style];

    /// <summary>Reads <c>styles.xml</c>.</summary>
    public static NumberFormats Read(XmlPart part)
    {
        NumberFormats read = new();
        Dictionary<int, bool> own = [];
        bool inCells = false;
        while (part.MoveToTag())
        {
            switch (part.Name)
            {
                case "numFmt" when part.IsStart && int.TryParse(part.Attribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out int id):
                    own[id] = IsDateFormat(part.Attribute("formatCode") ?? "");
                    break;
                case "cellXfs":
                    inCells = part.IsStart && !part.IsEmpty;
                    break;
                case "xf" when inCells && part.IsStart && read.styles.Count < MaximumStyles:
                    bool isKnown = int.TryParse(part.Attribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out int format);
                    read.styles.Add(isKnown && (own.TryGetValue(format, out bool isDate) ? isDate : IsBuiltInDate(format)));
                    break;
            }
        }

        return read;
    }

    /// <summary>Whether a format code shows a date. Times alone and elapsed times ([h]:mm) are none.</summary>
    internal static bool IsDateFormat(string code)
    {
        // The word General, which is the number as it is, has an e in it, and so has an exponent; elsewhere it is a year.
        code = code.Replace("General", "", StringComparison.OrdinalIgnoreCase).Replace("e+", "", StringComparison.Ordinal).Replace("e-", "", StringComparison.Ordinal);
        bool quoted = false;
        for (int i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '\\' or '_' or '*' when !quoted:
                    i++;
                    break;
                case '[' when !quoted:
                    int close = code.IndexOf(']', i);
                    i = close < 0 ? code.Length : close;
                    break;
                case ';' when !quoted:
                    return false;
                case 'y' or 'Y' or 'd' or 'D' or 'e' when !quoted:
                    return true;
            }
        }

        return false;
    }

    // ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are dates in East Asian locales.
    private static bool IsBuiltInDate(int format) => format is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58;

    private const int MaximumStyles = 100_000;

    private readonly List<bool> styles = [];
}
