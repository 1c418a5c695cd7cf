using System.Buffers;
using System.Text;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>
/// Breaks Chinese and Latin text into lines: between any two hanzi, but never before closing or after opening punctuation (禁则), never inside a
/// figure or a Latin word, and never between a figure and the unit that follows it.
/// </summary>
internal static class PdfLineBreaker
{
    // Full-width forms by their numbers: they look like the others.
    private static readonly SearchValues<char> neverFirst = SearchValues.Create("\uFF0C\u3002\u3001\uFF1B\uFF1A\uFF01\uFF1F\uFF09\uFF05\uFF5D》」』】〕”’…—‰℃·,.;:!?)]}%");
    private static readonly SearchValues<char> neverLast = SearchValues.Create("\uFF08\uFF5B《「『【〔“‘([{");

    /// <summary>The lines of a text.</summary>
    /// <param name="text">Without line breaks.</param>
    /// <param name="width">Of a character, in points.</param>
    /// <param name="room">The width of a line.</param>
    /// <param name="firstRoom">The width of the first line.</param>
    public static List<string> Lines(string text, Func<int, float> width, float room, float firstRoom)
    {
        List<string> lines = [];
        int start = 0;
        int lastPlace = -1;
        float used = 0;
        int place = 0;
        while (place < text.Length)
        {
            Rune rune = Rune.GetRuneAt(text, place);
            if (place > start && CanBreak(text, place))
            {
                lastPlace = place;
            }

            float wide = width(rune.Value);
            float limit = lines.Count == 0 ? firstRoom : room;
            if (used + wide > limit + 0.01f && place > start && rune.Value != ' ')
            {
                int end = lastPlace > start ? lastPlace : place;
                lines.Add(text[start..end].TrimEnd(' '));
                start = end;
                while (start < text.Length && text[start] == ' ')
                {
                    start++;
                }

                place = start;
                used = 0;
                lastPlace = -1;
                continue;
            }

            used += wide;
            place += rune.Utf16SequenceLength;
        }

        if (start < text.Length || lines.Count == 0)
        {
            lines.Add(text[start..].TrimEnd(' '));
        }

        return lines;
    }

    private static bool CanBreak(string text, int place)
    {
        char before = text[place - 1];
        char after = text[place];
        if (char.IsLowSurrogate(after) || neverFirst.Contains(after) || neverLast.Contains(before))
        {
            return false;
        }

        if (before == ' ')
        {
            return true;
        }

        bool figureBefore = IsWord(before);
        return !(figureBefore && IsWord(after)) && !(figureBefore && before is (>= '0' and <= '9') or '%' && char.IsLetter(after));
    }

    /// <summary>Whether a character belongs to a Latin word or a figure: +25.06%, 2026-11-03, <c>&lt;5</c>.</summary>
    private static bool IsWord(char here) => here is > ' ' and < '\u2E80';
}
