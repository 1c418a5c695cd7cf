namespace Tongbi.Collector.Sources.Http;

/// <summary>Numbers in their one allowed spelling.</summary>
internal static class Digits
{
    /// <summary>Reads a field that consists of digits only.</summary>
    /// <param name="text">At most nine digits.</param>
    /// <param name="max">Largest value allowed.</param>
    /// <param name="value">The number.</param>
    public static bool TryTake(ReadOnlySpan<byte> text, int max, out int value)
    {
        value = 0;
        foreach (byte b in text)
        {
            if (!char.IsAsciiDigit((char)b))
            {
                return false;
            }

            value = (value * 10) + (b - '0');
        }

        return value <= max;
    }

    /// <summary>Reads an integer as JSON spells it: no plus sign, no leading zeros, no fraction, no exponent.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> text, long min, long max, out long value)
    {
        value = 0;
        bool negative = text.StartsWith("-"u8);
        ReadOnlySpan<byte> digits = negative ? text[1..] : text;
        if (digits.IsEmpty || digits.Length > 19 || (digits.Length > 1 && digits[0] == '0'))
        {
            return false;
        }

        ulong magnitude = 0;
        foreach (byte b in digits)
        {
            if (!char.IsAsciiDigit((char)b))
            {
                return false;
            }

            // 19 digits cannot overflow an unsigned 64-bit number.
            magnitude = (magnitude * 10) + (ulong)(b - '0');
        }

        if (magnitude > long.MaxValue)
        {
            return false;
        }

        value = negative ? -(long)magnitude : (long)magnitude;
        return value >= min && value <= max;
    }
}
