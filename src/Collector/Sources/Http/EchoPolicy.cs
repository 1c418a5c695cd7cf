namespace Tongbi.Collector.Sources.Http;

/// <summary>
/// Which names from a body may be repeated in an answer. A field name is useful to whoever must correct the sender, but a misplaced value
/// (a row of data where the header should be) may be a person's number: long names and long runs of digits are not repeated.
/// </summary>
internal static class EchoPolicy
{
    /// <summary>Longest name repeated, in characters.</summary>
    public const int MaxCharacters = 40;

    /// <summary>From this many digits in a row a name is taken for a number.</summary>
    public const int DigitRun = 6;

    /// <summary>Whether a name may be repeated.</summary>
    /// <param name="name">The name as UTF-8.</param>
    public static bool MayEcho(ReadOnlySpan<byte> name)
    {
        int characters = 0;
        int run = 0;
        foreach (byte b in name)
        {
            characters += (b & 0xC0) == 0x80 ? 0 : 1;
            run = char.IsAsciiDigit((char)b) ? run + 1 : 0;
            if (run >= DigitRun || b < 0x20 || characters > MaxCharacters)
            {
                return false;
            }
        }

        return characters > 0;
    }
}
