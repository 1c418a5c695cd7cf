namespace Tongbi.Dashboard.Api;

/// <summary>
/// Which of a question's own words an answer may repeat. Whoever mistypes a code is helped by seeing it, but somebody may have asked for a
/// person: names in Chinese characters, words with spaces and long numbers are not repeated.
/// </summary>
internal static class QueryEcho
{
    /// <summary>From this many digits in a row a value is taken for a person's number: telephone numbers have 11.</summary>
    private const int DigitRun = 11;

    private const string Left = "…";

    /// <summary>A message without those of the request's words that it may not repeat.</summary>
    public static string Clean(string message, HttpRequest request)
    {
        foreach (string word in Words(request).Where(word => !MayRepeat(word)).OrderByDescending(word => word.Length))
        {
            message = message.Replace(QueryReader.Short(word), Left, StringComparison.Ordinal);
        }

        return message;
    }

    /// <summary>A word of a request, if it may be repeated.</summary>
    public static string Word(string word) => MayRepeat(word) ? QueryReader.Short(word) : Left;

    private static IEnumerable<string> Words(HttpRequest request)
    {
        IEnumerable<string> inQuery = request.Query.SelectMany(parameter => parameter.Value.Select(value => value ?? "").Prepend(parameter.Key));
        IEnumerable<string> inPath = request.RouteValues.Values.OfType<string>();
        return inQuery.Concat(inPath)
            .SelectMany(value => value.Split([',', '/', ':'], StringSplitOptions.TrimEntries).Prepend(value))
            .Where(word => word.Length > 0)
            .Distinct(StringComparer.Ordinal);
    }

    private static bool MayRepeat(string word)
    {
        int run = 0;
        foreach (char character in word)
        {
            run = char.IsAsciiDigit(character) ? run + 1 : 0;
            if (run >= DigitRun || character is <= ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }
}
