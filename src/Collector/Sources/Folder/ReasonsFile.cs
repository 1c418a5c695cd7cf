using System.Globalization;
using System.Text;
using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>
/// What was refused of a file, beside it: <c>NAME.reasons.csv</c> with row, code, field and message. Never a value from the file, which stays
/// with whoever it belongs to.
/// </summary>
internal static class ReasonsFile
{
    /// <summary>What follows a file's name.</summary>
    public const string Suffix = ".reasons.csv";

    /// <summary>Rows that are told one by one.</summary>
    public const int MaximumRows = 100_000;

    /// <summary>Writes the reasons for rows.</summary>
    public static void Write(string path, IEnumerable<Refusal> refusals, Func<long, string> placeOf)
    {
        using StreamWriter file = Create(path);
        long rows = 0;
        foreach (Refusal refusal in refusals)
        {
            if (++rows <= MaximumRows)
            {
                WriteRow(file, placeOf(refusal.Index), refusal.Code, refusal.Field, refusal.Message);
            }
        }

        if (rows > MaximumRows)
        {
            WriteRow(file, "", "", "", string.Create(CultureInfo.InvariantCulture, $"{rows - MaximumRows} more rows were refused."));
        }
    }

    /// <summary>Writes the reason for a whole file.</summary>
    public static void Write(string path, string code, string message)
    {
        using StreamWriter file = Create(path);
        WriteRow(file, "", code, "", message);
    }

    private static StreamWriter Create(string path)
    {
        StreamWriter file = new(new FileStream(path, FileMode.Create, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        file.Write("row,code,field,message\r\n");
        return file;
    }

    private static void WriteRow(StreamWriter file, string row, string code, string field, string message) =>
        file.Write($"{row},{code},{Cell(field)},{Cell(message)}\r\n");

    // A name that a spreadsheet would take for a formula is made a text.
    private static string Cell(string text)
    {
        string safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
