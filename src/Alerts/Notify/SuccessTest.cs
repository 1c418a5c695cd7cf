using System.Text.Json;

namespace Tongbi.Alerts.Notify;

/// <summary>
/// What a gateway's answer must say to count as a success: <c>$.a.b == 'text'</c>, <c>$.code == 0</c>, <c>$.ok == true</c>, or <c>!=</c>.
/// </summary>
public sealed record SuccessTest
{
    private SuccessTest(string text, IReadOnlyList<string> path, bool equal, string expected)
    {
        Text = text;
        this.path = path;
        this.equal = equal;
        this.expected = expected;
    }

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>Reads an expression; null if it is none.</summary>
    public static SuccessTest? TryParse(string text)
    {
        bool equal = text.Contains("==", StringComparison.Ordinal);
        string[] sides = text.Split(equal ? "==" : "!=", 2, StringSplitOptions.TrimEntries);
        if (sides.Length != 2 || !sides[0].StartsWith("$.", StringComparison.Ordinal) || sides[1].Length == 0)
        {
            return null;
        }

        string[] path = sides[0][2..].Split('.');
        string right = sides[1];
        bool quoted = right.Length >= 2 && right[0] is '\'' or '"' && right[^1] == right[0];
        bool literal = quoted || right is "true" or "false" or "null" || decimal.TryParse(right, System.Globalization.CultureInfo.InvariantCulture, out _);
        return path.Any(step => step.Length == 0) || !literal ? null : new SuccessTest(text, path, equal, quoted ? "s" + right[1..^1] : "v" + right);
    }

    /// <summary>Whether an answer passes. One that is not JSON, or lacks the field, does not.</summary>
    public bool Passes(ReadOnlySpan<byte> body)
    {
        try
        {
            Utf8JsonReader reader = new(body);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement element = document.RootElement;
            foreach (string step in path)
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out element))
                {
                    return false;
                }
            }

            string found = element.ValueKind == JsonValueKind.String ? "s" + element.GetString() : "v" + element.GetRawText();
            return (found == expected) == equal;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private readonly IReadOnlyList<string> path;
    private readonly bool equal;

    /// <summary>The value to be found: <c>s</c> before the text of a string, <c>v</c> before any other literal.</summary>
    private readonly string expected;
}
