using System.Globalization;
using System.Text;

namespace Tongbi.Collector.Sources.Http;

/// <summary>Resolves the escapes of a JSON string that <see cref="JsonScanner"/> found well-formed.</summary>
internal static class JsonText
{
    /// <summary>Writes the string's characters as UTF-8.</summary>
    /// <param name="escaped">The bytes between the quotes.</param>
    /// <param name="destination">At least as long as <paramref name="escaped"/>.</param>
    /// <returns>Bytes written; −1 if a <c>\u</c> escape is half of a surrogate pair and so no character.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        int written = 0;
        while (!escaped.IsEmpty)
        {
            int plain = escaped.IndexOf((byte)'\\');
            if (plain < 0)
            {
                plain = escaped.Length;
            }

            escaped[..plain].CopyTo(destination[written..]);
            written += plain;
            escaped = escaped[plain..];
            if (escaped.IsEmpty)
            {
                break;
            }

            if (escaped[1] != (byte)'u')
            {
                destination[written++] = Short(escaped[1]);
                escaped = escaped[2..];
                continue;
            }

            if (!TryTakeRune(ref escaped, out Rune rune))
            {
                return -1;
            }

            written += rune.EncodeToUtf8(destination[written..]);
        }

        return written;
    }

    private static byte Short(byte escape) => escape switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => escape,
    };

    private static bool TryTakeRune(ref ReadOnlySpan<byte> escaped, out Rune rune)
    {
        char first = TakeCodeUnit(ref escaped);
        if (!char.IsHighSurrogate(first) || !escaped.StartsWith("\\u"u8))
        {
            return Rune.TryCreate(first, out rune);
        }

        return Rune.TryCreate(first, TakeCodeUnit(ref escaped), out rune);
    }

    private static char TakeCodeUnit(ref ReadOnlySpan<byte> escaped)
    {
        ushort unit = ushort.Parse(escaped.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        escaped = escaped[6..];
        return (char)unit;
    }
}
