using System.Buffers.Binary;
using System.Text;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>Cuts a TrueType font for embedding: glyphs that are not shown become empty, numbers of glyphs stay, and tables that a PDF does not need go.</summary>
internal static class TrueTypeFont
{
    private const int HeadCheck = 8;
    private const int HeadLocaFormat = 50;
    private const uint CheckOfAll = 0xB1B0AFBA;

    /// <summary>What a PDF reader needs to draw glyphs by number.</summary>
    private static readonly string[] embedded = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    /// <summary>What drawing needs besides: characters, names and metrics.</summary>
    private static readonly string[] drawn = ["OS/2", "cmap", .. embedded, "name", "post"];

    /// <summary>The font with only some glyphs.</summary>
    /// <param name="font">A TrueType font.</param>
    /// <param name="glyphs">The glyphs to keep; .notdef stays always, and the parts of glyphs made of others.</param>
    /// <param name="forDrawing">Whether text is still to be drawn with it.</param>
    /// <exception cref="InvalidDataException">The font is not TrueType.</exception>
    public static byte[] Cut(byte[] font, IReadOnlySet<int> glyphs, bool forDrawing = false)
    {
        Dictionary<string, ReadOnlyMemory<byte>> tables = Tables(font);
        if (!tables.TryGetValue("glyf", out ReadOnlyMemory<byte> outlines) || !tables.TryGetValue("loca", out ReadOnlyMemory<byte> places))
        {
            throw new InvalidDataException("The font has no TrueType outlines.");
        }

        byte[] head = tables["head"].ToArray();
        bool isLong = BinaryPrimitives.ReadInt16BigEndian(head.AsSpan(HeadLocaFormat)) != 0;
        int count = BinaryPrimitives.ReadUInt16BigEndian(tables["maxp"].Span[4..]);
        SortedSet<int> all = WithParts(glyphs, count, glyph => Outline(outlines, places, isLong, glyph));

        using MemoryStream cutOutlines = new();
        byte[] cutPlaces = new byte[(count + 1) * 4];
        for (int glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(cutPlaces.AsSpan(glyph * 4), (uint)cutOutlines.Length);
            if (all.Contains(glyph))
            {
                cutOutlines.Write(Outline(outlines, places, isLong, glyph).Span);
                cutOutlines.SetLength((cutOutlines.Length + 3) & ~3);
                cutOutlines.Position = cutOutlines.Length;
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(cutPlaces.AsSpan(count * 4), (uint)cutOutlines.Length);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(HeadLocaFormat), 1);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(HeadCheck), 0);
        tables["hmtx"] = Advances(tables, all);
        tables["glyf"] = cutOutlines.ToArray();
        tables["loca"] = cutPlaces;
        tables["head"] = head;
        return Written([.. (forDrawing ? drawn : embedded).Where(tables.ContainsKey).Select(name => (name, tables[name]))]);
    }

    /// <summary>The tables of a font by name.</summary>
    public static Dictionary<string, ReadOnlyMemory<byte>> Tables(ReadOnlyMemory<byte> font)
    {
        ReadOnlySpan<byte> bytes = font.Span;
        int count = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        Dictionary<string, ReadOnlyMemory<byte>> tables = [];
        for (int table = 0; table < count; table++)
        {
            ReadOnlySpan<byte> entry = bytes.Slice(12 + (table * 16), 16);
            int place = (int)BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            int length = (int)BinaryPrimitives.ReadUInt32BigEndian(entry[12..]);
            tables[Encoding.ASCII.GetString(entry[..4])] = font.Slice(place, length);
        }

        return tables;
    }

    private static ReadOnlyMemory<byte> Outline(ReadOnlyMemory<byte> outlines, ReadOnlyMemory<byte> places, bool isLong, int glyph)
    {
        int Place(int index) => isLong
            ? (int)BinaryPrimitives.ReadUInt32BigEndian(places.Span[(index * 4)..])
            : BinaryPrimitives.ReadUInt16BigEndian(places.Span[(index * 2)..]) * 2;
        return outlines[Place(glyph)..Place(glyph + 1)];
    }

    /// <summary>The widths of what is shown; those of the others become 0, which packs well.</summary>
    private static byte[] Advances(Dictionary<string, ReadOnlyMemory<byte>> tables, SortedSet<int> glyphs)
    {
        byte[] advances = tables["hmtx"].ToArray();
        int count = BinaryPrimitives.ReadUInt16BigEndian(tables["hhea"].Span[34..]);
        for (int glyph = 0; glyph < count - 1; glyph++)
        {
            if (!glyphs.Contains(glyph))
            {
                advances.AsSpan(glyph * 4, 4).Clear();
            }
        }

        return advances;
    }

    /// <summary>A glyph with a negative number of contours is made of others, which are needed too.</summary>
    private static SortedSet<int> WithParts(IEnumerable<int> glyphs, int count, Func<int, ReadOnlyMemory<byte>> outlineOf)
    {
        const int ArgumentsAreWords = 0x0001, HasScale = 0x0008, HasMore = 0x0020, HasTwoScales = 0x0040, HasMatrix = 0x0080;
        SortedSet<int> all = [0];
        Queue<int> open = new(glyphs.Where(glyph => glyph < count).Append(0));
        while (open.TryDequeue(out int glyph))
        {
            all.Add(glyph);
            ReadOnlySpan<byte> outline = outlineOf(glyph).Span;
            if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
            {
                continue;
            }

            int place = 10;
            int flags;
            do
            {
                flags = BinaryPrimitives.ReadUInt16BigEndian(outline[place..]);
                int part = BinaryPrimitives.ReadUInt16BigEndian(outline[(place + 2)..]);
                if (part < count && !all.Contains(part))
                {
                    open.Enqueue(part);
                }

                place += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2);
                place += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
            }
            while ((flags & HasMore) != 0);
        }

        return all;
    }

    private static byte[] Written(IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> tables)
    {
        int header = 12 + (tables.Count * 16);
        byte[] font = new byte[header + tables.Sum(table => (table.Content.Length + 3) & ~3)];
        int power = 1;
        int log = 0;
        while (power * 2 <= tables.Count)
        {
            power *= 2;
            log++;
        }

        BinaryPrimitives.WriteUInt32BigEndian(font, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(6), (ushort)(power * 16));
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(8), (ushort)log);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(10), (ushort)((tables.Count - power) * 16));
        int place = header;
        int headPlace = 0;
        for (int table = 0; table < tables.Count; table++)
        {
            (string name, ReadOnlyMemory<byte> content) = tables[table];
            int padded = (content.Length + 3) & ~3;
            content.Span.CopyTo(font.AsSpan(place));
            Span<byte> entry = font.AsSpan(12 + (table * 16), 16);
            Encoding.ASCII.GetBytes(name, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(font.AsSpan(place, padded)));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)place);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)content.Length);
            headPlace = name == "head" ? place : headPlace;
            place += padded;
        }

        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(headPlace + HeadCheck), unchecked(CheckOfAll - Sum(font)));
        return font;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int place = 0; place + 4 <= bytes.Length; place += 4)
        {
            unchecked
            {
                sum += BinaryPrimitives.ReadUInt32BigEndian(bytes[place..]);
            }
        }

        return sum;
    }
}
