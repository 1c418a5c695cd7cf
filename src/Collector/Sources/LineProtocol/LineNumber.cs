using System.Globalization;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.LineProtocol;

/// <summary>
/// Numbers as line protocol spells them, rewritten as JSON spells an integer: <c>5i</c>, <c>5u</c>, and whole floats (<c>5</c>, <c>5.0</c>,
/// <c>50e-1</c>), since the official clients send every plain number as a float. Decided on the digits, never in floating point.
/// </summary>
internal static class LineNumber
{
    /// <summary>Appends a number: whole ones rewritten, others as they are written, which no field takes.</summary>
    /// <returns>False if it is not a number at all; the row may then hold the beginning of it.</returns>
    public static bool TryAppend(ReadOnlySpan<byte> text, RowBytes row)
    {
        bool isNegative = text.StartsWith("-"u8);
        ReadOnlySpan<byte> digits = isNegative || text.StartsWith("+"u8) ? text[1..] : text;
        if (digits is [.. var before, (byte)'i' or (byte)'u'])
        {
            if (!AreDigits(before) || (isNegative && digits[^1] == (byte)'u'))
            {
                return false;
            }

            if (!AppendWhole(isNegative, before, default, 0, row))
            {
                row.Append(text);
            }

            return true;
        }

        ReadOnlySpan<byte> whole = TakeDigits(ref digits);
        ReadOnlySpan<byte> fraction = default;
        if (digits is [(byte)'.', .. var behindPoint])
        {
            digits = behindPoint;
            fraction = TakeDigits(ref digits);
        }

        int exponent = 0;
        if (whole.Length + fraction.Length == 0 || (!digits.IsEmpty && !TryExponent(digits, out exponent)))
        {
            return false;
        }

        if (!AppendWhole(isNegative, whole, fraction, exponent, row))
        {
            row.Append(text);
        }

        return true;
    }

    /// <summary>Reads a timestamp: an integer of 64 bits.</summary>
    public static bool TryTimestamp(ReadOnlySpan<byte> text, out long timestamp)
    {
        timestamp = 0;
        return !text.StartsWith("+"u8) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out timestamp);
    }

    // Digits times a power of ten, as an integer; false, with nothing appended, if it is none or has more digits than any field takes.
    private static bool AppendWhole(bool isNegative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, int exponent, RowBytes row)
    {
        fraction = fraction.TrimEnd((byte)'0');
        int scale = exponent - fraction.Length;
        if (fraction.IsEmpty)
        {
            ReadOnlySpan<byte> significant = whole.TrimEnd((byte)'0');
            scale += whole.Length - significant.Length;
            whole = significant;
        }

        whole = whole.TrimStart((byte)'0');
        if (whole.IsEmpty)
        {
            fraction = fraction.TrimStart((byte)'0');
        }

        int length = whole.Length + fraction.Length;
        if (length == 0)
        {
            row.Append("0"u8);
            return true;
        }

        if (scale < 0 || length + scale > MostDigits)
        {
            return false;
        }

        row.Append(isNegative ? "-"u8 : default);
        row.Append(whole);
        row.Append(fraction);
        row.Append("0000000000000000000"u8[..scale]);
        return true;
    }

    // An exponent beyond these bounds moves any number that fits in a line out of every field's range, or to a fraction.
    private static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text is not [(byte)'e' or (byte)'E', .. var rest])
        {
            return false;
        }

        bool isNegative = rest.StartsWith("-"u8);
        ReadOnlySpan<byte> digits = isNegative || rest.StartsWith("+"u8) ? rest[1..] : rest;
        if (!AreDigits(digits))
        {
            return false;
        }

        foreach (byte digit in digits)
        {
            exponent = Math.Min((exponent * 10) + (digit - '0'), Bound);
        }

        exponent = isNegative ? -exponent : exponent;
        return true;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static ReadOnlySpan<byte> TakeDigits(scoped ref ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        ReadOnlySpan<byte> digits = length < 0 ? text : text[..length];
        text = text[digits.Length..];
        return digits;
    }

    private const int MostDigits = 19;
    private const int Bound = 4 * IBodyParser.MaxRecordBytes;
}
