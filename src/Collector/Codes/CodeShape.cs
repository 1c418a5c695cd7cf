namespace Tongbi.Collector.Codes;

/// <summary>
/// Which texts in the place of a code may be kept while they wait for a line in the code table. A code that nobody mapped may just as well
/// be a value in the wrong column, so only what looks like a code and like nothing else is kept: nothing that could be an identity number, a
/// telephone number, a passport or a name. Everything else is refused without a trace.
/// </summary>
internal static class CodeShape
{
    /// <summary>Longest code kept, in bytes.</summary>
    public const int Longest = 32;

    /// <summary>Most digits in a code: unit codes of the police have 12, identity numbers 15 or 18.</summary>
    public const int MostDigits = 12;

    /// <summary>Most letters in a row: more could be a name spelled out.</summary>
    public const int LongestWord = 4;

    /// <summary>Whether a text may be kept.</summary>
    /// <param name="text">The text as UTF-8.</param>
    public static bool MayBeKept(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > Longest)
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[Longest];
        int count = 0;
        int letters = 0;
        int word = 0;
        foreach (byte b in text)
        {
            bool isLetter = char.IsAsciiLetter((char)b);
            word = isLetter ? word + 1 : 0;
            letters += isLetter ? 1 : 0;
            if (char.IsAsciiDigit((char)b))
            {
                digits[count++] = b;
            }
            else if (word > LongestWord || !(isLetter || b is (byte)'.' or (byte)'_' or (byte)'-' or (byte)'/'))
            {
                return false;
            }
        }

        // Without a digit it may be a word or a name; in Chinese characters a class and a person cannot be told apart at all.
        return count is > 0 and <= MostDigits && !IsTelephone(digits[..count]) && !IsPassport(text, letters, count);
    }

    // Mobile numbers have 11 digits from 13… to 19…, also with a 0 before them; with an area code a number begins with 0.
    private static bool IsTelephone(ReadOnlySpan<byte> digits) =>
        (digits.Length >= 10 && digits[0] == '0') || (digits.Length == 11 && IsMobile(digits)) || (digits.Length == 12 && IsMobile(digits[1..]));

    private static bool IsMobile(ReadOnlySpan<byte> digits) => digits[0] == '1' && digits[1] >= '3';

    // One or two letters and seven to ten digits: passports, permits to and from Hong Kong, Macao and Taiwan.
    private static bool IsPassport(ReadOnlySpan<byte> text, int letters, int digits) =>
        letters is 1 or 2 && digits is >= 7 and <= 10 && char.IsAsciiLetter((char)text[0]) && (letters == 1 || char.IsAsciiLetter((char)text[1]));
}
