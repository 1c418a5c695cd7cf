using System.Text;
using System.Text.Unicode;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>Looks at a file's bytes as they pass by, and tells afterwards how its characters are written. Not thread-safe.</summary>
internal sealed class TextProbe
{
    /// <summary>Whether all bytes so far are UTF-8; a character that is cut by the end is not.</summary>
    public bool IsUtf8 => valid && cut == 0;

    /// <summary>UTF-16 if the byte order mark says so, as "Unicode text" of spreadsheet programs; else null.</summary>
    public Encoding? Utf16 { get; private set; }

    /// <summary>Looks at the next bytes.</summary>
    public void Observe(ReadOnlySpan<byte> bytes)
    {
        if (isFirst && bytes.Length >= 2)
        {
            Utf16 = (bytes[0], bytes[1]) switch
            {
                (0xFF, 0xFE) => Encoding.Unicode,
                (0xFE, 0xFF) => Encoding.BigEndianUnicode,
                _ => null,
            };
            isFirst = false;
        }

        // What was cut off before is put together with at most three more bytes.
        while (cut > 0 && !bytes.IsEmpty)
        {
            pending[cut++] = bytes[0];
            bytes = bytes[1..];
            if (CutLength(pending.AsSpan(0, cut)) != cut)
            {
                valid &= Utf8.IsValid(pending.AsSpan(0, cut));
                cut = 0;
            }
        }

        if (!valid || bytes.IsEmpty)
        {
            return;
        }

        int rest = CutLength(bytes);
        valid = Utf8.IsValid(bytes[..^rest]);
        bytes[^rest..].CopyTo(pending);
        cut = rest;
    }

    // How many bytes at the end begin a character that is not complete.
    private static int CutLength(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            byte b = bytes[^back];
            if ((b & 0xC0) != 0x80)
            {
                int expected = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
                return expected > back ? back : 0;
            }
        }

        return 0;
    }

    private readonly byte[] pending = new byte[4];
    private int cut;
    private bool valid = true;
    private bool isFirst = true;
}
