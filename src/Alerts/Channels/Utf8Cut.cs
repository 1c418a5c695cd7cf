using System.Text;

namespace Tongbi.Alerts.Channels;

/// <summary>Cuts a text to a number of bytes in UTF-8, never inside a character.</summary>
public static class Utf8Cut
{
    /// <summary>The text, or as much of it as fits together with the ellipsis.</summary>
    public static string To(string text, int maximumBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= maximumBytes)
        {
            return text;
        }

        int room = maximumBytes - Encoding.UTF8.GetByteCount([Ellipsis]);
        StringBuilder kept = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.Append(Ellipsis).ToString();
    }

    private const char Ellipsis = '…';
}
