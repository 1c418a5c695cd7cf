using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Csv;

/// <summary>Writes lines of seven fields: <c>table,row,label,column,title,text,value</c>.</summary>
/// <param name="output">Where they go.</param>
internal sealed partial class CsvLines(TextWriter output)
{
    private static readonly SearchValues<char> quoted = SearchValues.Create(",\"\r\n");

    /// <summary>The first line.</summary>
    public void Header() => output.Write("table,row,label,column,title,text,value\r\n");

    /// <summary>A line.</summary>
    public void Add(string table, int row, string label, string column, string title, string text, decimal? value)
    {
        Field(table);
        output.Write(',');
        output.Write(row.ToString(CultureInfo.InvariantCulture));
        output.Write(',');
        Field(label);
        output.Write(',');
        Field(column);
        output.Write(',');
        Field(title);
        output.Write(',');
        Field(text);
        output.Write(',');
        output.Write(value?.ToString(CultureInfo.InvariantCulture));
        output.Write("\r\n");
    }

    /// <summary>
    /// A spreadsheet takes text that begins with = + - @ (also in full width) for a formula; an apostrophe before it keeps it text.
    /// Plain numbers with a sign, as +25.06%, are what they look like in every reader and stay as they are.
    /// </summary>
    private void Field(string text)
    {
        string plain = PlainText.Of(text);
        string safe = plain.TrimStart() is [var first, ..] && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".Contains(first, StringComparison.Ordinal) && !SignedNumber().IsMatch(plain) ? "'" + plain : plain;
        if (safe.AsSpan().ContainsAny(quoted))
        {
            output.Write('"');
            output.Write(safe.Replace("\"", "\"\"", StringComparison.Ordinal));
            output.Write('"');
        }
        else
        {
            output.Write(safe);
        }
    }

    [GeneratedRegex(@"^[+-][0-9][0-9,]*(\.[0-9]+)?%?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex SignedNumber();
}
