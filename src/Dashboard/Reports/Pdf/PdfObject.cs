using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>An object of a PDF file as Skia writes it: a dictionary in plain letters, perhaps with a packed stream behind it.</summary>
/// <param name="Dictionary">The words between <c>obj</c> and <c>stream</c> or <c>endobj</c>.</param>
/// <param name="Packed">The stream as it is in the file; null if there is none.</param>
internal sealed partial record PdfObject(string Dictionary, ReadOnlyMemory<byte>? Packed)
{
    /// <summary>A stream, packed by us.</summary>
    public static PdfObject Of(string entries, byte[] content)
    {
        using MemoryStream packed = new();
        using (ZLibStream packing = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packing.Write(content);
        }

        return new PdfObject($"<<{entries}\n/Filter /FlateDecode\n/Length {packed.Length}>>", packed.ToArray());
    }

    /// <summary>The number of the object that an entry refers to; 0 if there is no such entry.</summary>
    public int Reference(string entry) =>
        Regex.Match(Dictionary, $@"/{entry} \[?(?<number>\d+) 0 R", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant) is { Success: true } match
            ? int.Parse(match.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
            : 0;

    /// <summary>The stream unpacked.</summary>
    public byte[] Unpacked()
    {
        if (Packed is not { } packed)
        {
            return [];
        }

        if (!Dictionary.Contains("/FlateDecode", StringComparison.Ordinal))
        {
            return packed.ToArray();
        }

        using MemoryStream content = new();
        using ZLibStream unpacking = new(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
        unpacking.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Reads the object that begins at a place.</summary>
    public static PdfObject Read(ReadOnlyMemory<byte> file, int place)
    {
        ReadOnlySpan<byte> rest = file.Span[place..];
        int start = rest.IndexOf("obj\n"u8) + 4;
        int end = rest[start..].IndexOf("endobj"u8) + start;
        int stream = rest[start..].IndexOf(">> stream\n"u8) + start;
        if (stream < start || stream > end)
        {
            return new PdfObject(Encoding.Latin1.GetString(rest[start..end]).TrimEnd('\n'), null);
        }

        string dictionary = Encoding.Latin1.GetString(rest[start..(stream + 2)]);
        int length = int.Parse(Length().Match(dictionary).Groups["length"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        return new PdfObject(dictionary, file.Slice(place + stream + ">> stream\n".Length, length));
    }

    [GeneratedRegex(@"/Length (?<length>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Length();
}
