using System.Globalization;
using System.Text;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>
/// How a file is named in answers, logs and our own state. The office chooses its names, and somebody's name or number may stand in one: of
/// what no pattern of the configuration spells out, only ASCII and short runs of digits (dates and times) are repeated.
/// </summary>
internal static class FileLabel
{
    /// <summary>Longest label, in characters.</summary>
    public const int MaximumCharacters = 80;

    /// <summary>The label of a file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="patterns">The folder's patterns.</param>
    public static string Of(string name, IReadOnlyList<string> patterns)
    {
        HashSet<Rune> spelled = [.. patterns.SelectMany(pattern => pattern.EnumerateRunes())];
        StringBuilder label = new();
        for (int i = 0; i < name.Length && label.Length < MaximumCharacters;)
        {
            if (char.IsAsciiDigit(name[i]))
            {
                int length = RunOfDigits(name, i);
                label.Append(IsDateLike(name.AsSpan(i, length)) ? name.AsSpan(i, length) : [Masked]);
                i += length;
                continue;
            }

            if (!Rune.TryGetRuneAt(name, i, out Rune rune))
            {
                rune = Rune.ReplacementChar;
            }

            bool isPlain = rune.IsAscii && !Rune.IsControl(rune);
            if (isPlain || spelled.Contains(rune))
            {
                label.Append(rune.ToString());
            }
            else if (label.Length == 0 || label[^1] != Masked)
            {
                label.Append(Masked);
            }

            i += rune == Rune.ReplacementChar ? 1 : rune.Utf16SequenceLength;
        }

        return label.ToString();
    }

    private static int RunOfDigits(string name, int start)
    {
        int end = start;
        while (end < name.Length && char.IsAsciiDigit(name[end]))
        {
            end++;
        }

        return end - start;
    }

    // 20260301, 202603010800, 20260301080000 and short numbers; never 11, 15 or 18 digits.
    private static bool IsDateLike(ReadOnlySpan<char> digits) => digits.Length switch
    {
        <= 8 => true,
        10 or 12 or 14 => DateOnly.TryParseExact(digits[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => false,
    };

    private const char Masked = '…';
}
