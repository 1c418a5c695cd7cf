using System.Globalization;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>Gives sheets names that Excel takes: at most 31 characters, none of <c>[]:*?/\</c>, each once.</summary>
internal sealed class XlsxNames
{
    private const int Longest = 31;
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase) { "History" };

    /// <summary>A name like the wanted one.</summary>
    public string Next(string wanted)
    {
        string clean = string.Concat(Layout.PlainText.Of(wanted).Select(letter => "[]:*?/\\".Contains(letter, StringComparison.Ordinal) ? '_' : letter)).Trim().Trim('\'');
        string name = Cut(clean.Length == 0 ? "Sheet" : clean, Longest);
        for (int number = 2; !taken.Add(name); number++)
        {
            string suffix = number.ToString(CultureInfo.InvariantCulture);
            name = Cut(clean, Longest - suffix.Length - 1) + "_" + suffix;
        }

        return name;
    }

    /// <summary>The name as formulas and links write it.</summary>
    public static string Quoted(string name) => "'" + name.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
