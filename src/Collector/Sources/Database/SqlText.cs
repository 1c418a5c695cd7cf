using System.Text;

namespace Tongbi.Collector.Sources.Database;

/// <summary>
/// A statement of the configuration, cut into what the engine executes and what it does not (comments, quoted names and texts), so that only
/// the former is judged and only there parameters are found. It can only be one that reads; that the session is read-only too is the engine's part.
/// </summary>
public sealed class SqlText
{
    /// <summary>Parameter that carries where to begin.</summary>
    public const string Since = "since";

    /// <summary>Parameter that carries the moment of the pull.</summary>
    public const string Until = "until";

    /// <summary>Parameter that carries how many rows are wanted.</summary>
    public const string Limit = "limit";

    private SqlText(string text, IReadOnlyList<(int Start, int Length, string Name)> parameters)
    {
        Text = text;
        this.parameters = parameters;
    }

    /// <summary>As written in the configuration.</summary>
    public string Text { get; }

    /// <summary>Whether the statement has a parameter.</summary>
    public bool Has(string parameter) => parameters.Any(place => place.Name == parameter);

    /// <summary>Reads a statement.</summary>
    /// <param name="text">The statement.</param>
    /// <param name="mistake">Why it cannot be used; null if it can.</param>
    public static SqlText? TryParse(string text, out string? mistake)
    {
        string code = Blank(text, out bool isClosed);
        string[] words = [.. code.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(word => word.ToUpperInvariant())];
        List<(int, int, string)> parameters = FindParameters(code);
        mistake = !isClosed ? "query has a quote or a comment that does not end, or that engines read differently (a backslash in quotes, a comment in a comment, /*!)."
            : code.TrimEnd().TrimEnd(';').Contains(';', StringComparison.Ordinal) ? "query has more than one statement; write one SELECT."
            : words.FirstOrDefault(word => !word.StartsWith('@')) is not ("SELECT" or "WITH") ? "query does not begin with SELECT or WITH; a pull only reads."
            : words.FirstOrDefault(Writes.Contains) is { } writes ? $"query has the word {writes}; a pull only reads (quote the word if it is a name)."
            : parameters.Find(place => place.Item3 is not (Since or Until or Limit)) is { Item3: { } unknown } ? $"query has the parameter @{unknown}; known are @since, @until, @limit."
            : !parameters.Exists(place => place.Item3 == Since) ? "query has no @since; without it every pull would read everything."
            : null;
        return mistake is null ? new SqlText(text.TrimEnd().TrimEnd(';'), parameters) : null;
    }

    /// <summary>The statement as an engine takes it, and the names of its parameters in the order in which they are to be added.</summary>
    /// <param name="mark">How the engine marks parameters: <c>?</c> has no names, so every place has a parameter of its own.</param>
    public (string Text, IReadOnlyList<string> Parameters) For(char mark)
    {
        StringBuilder made = new();
        int done = 0;
        foreach ((int start, int length, string name) in parameters)
        {
            made.Append(Text, done, start - done).Append(mark);
            if (mark != '?')
            {
                made.Append(name);
            }

            done = start + length;
        }

        made.Append(Text, done, Text.Length - done);
        IEnumerable<string> names = parameters.Select(place => place.Name);
        return (made.ToString(), [.. mark == '?' ? names : names.Distinct(StringComparer.Ordinal)]);
    }

    // Puts blanks in the place of what is not executed, so that places stay what they are.
    private static string Blank(string text, out bool isClosed)
    {
        StringBuilder code = new(text);
        isClosed = true;
        for (int at = 0; at < text.Length;)
        {
            int end = EndOfQuiet(text, at);
            if (end == at)
            {
                at++;
                continue;
            }

            isClosed &= end > 0;
            end = end < 0 ? text.Length : end;
            for (int i = at; i < end; i++)
            {
                code[i] = ' ';
            }

            at = end;
        }

        return code.ToString();
    }

    // Where a comment or a quote that begins here ends; the place itself if none begins, −1 if it does not end.
    private static int EndOfQuiet(string text, int at)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at);
        if (rest.StartsWith("--", StringComparison.Ordinal))
        {
            int line = rest.IndexOf('\n');
            return line < 0 ? text.Length : at + line;
        }

        if (rest.StartsWith("/*", StringComparison.Ordinal))
        {
            // MySQL executes what stands in /*! … */; engines differ on comments inside comments, so the first end is the end.
            int close = rest[2..].IndexOf("*/", StringComparison.Ordinal);
            return rest.StartsWith("/*!", StringComparison.Ordinal) || close < 0 || rest[2..(2 + close)].Contains("/*", StringComparison.Ordinal) ? -1 : at + close + 4;
        }

        return rest[0] switch
        {
            '\'' => EndOfQuote(text, at, '\''),
            '"' => EndOfQuote(text, at, '"'),
            '`' => EndOfQuote(text, at, '`'),
            '[' => EndOfQuote(text, at, ']'),
            _ => at,
        };
    }

    // A backslash before a quote ends the quote in one engine and not in another: such a statement is not judged but refused.
    private static int EndOfQuote(string text, int at, char quote)
    {
        for (int i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                return -1;
            }

            if (text[i] != quote)
            {
                continue;
            }

            if (i + 1 < text.Length && text[i + 1] == quote)
            {
                i++;
                continue;
            }

            return i + 1;
        }

        return -1;
    }

    private static List<(int Start, int Length, string Name)> FindParameters(string code)
    {
        List<(int, int, string)> found = [];
        for (int at = code.IndexOf('@', StringComparison.Ordinal); at >= 0; at = code.IndexOf('@', at + 1))
        {
            int end = at + 1;
            while (end < code.Length && (char.IsAsciiLetterOrDigit(code[end]) || code[end] == '_'))
            {
                end++;
            }

            if (end > at + 1)
            {
                // Alone it is an operator.
                found.Add((at, end - at, code[(at + 1)..end]));
            }
        }

        return found;
    }

    private static readonly char[] Separators = [.. Enumerable.Range(0, 128).Select(code => (char)code).Where(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '@' or '$' or '#'))];
    private static readonly HashSet<string> Writes = new(StringComparer.Ordinal)
    {
        "INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "DROP", "ALTER", "CREATE", "GRANT", "REVOKE", "CALL", "EXEC", "EXECUTE", "INTO", "LOCK", "BEGIN", "COMMIT", "ROLLBACK",
    };

    private readonly IReadOnlyList<(int Start, int Length, string Name)> parameters;
}
