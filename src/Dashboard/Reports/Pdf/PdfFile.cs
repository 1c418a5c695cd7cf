using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>
/// The objects of a PDF file that Skia wrote, to be completed and written again. It reads only what Skia writes (one table of places, generation 0,
/// dictionaries in plain letters); it is no reader of anybody's PDF.
/// </summary>
internal sealed partial class PdfFile
{
    private readonly SortedDictionary<int, PdfObject> objects = [];

    private PdfFile(int root, int info)
    {
        Root = root;
        Info = info;
    }

    /// <summary>The number of the catalogue.</summary>
    public int Root { get; }

    /// <summary>The number of the properties.</summary>
    public int Info { get; }

    /// <summary>All objects by their numbers.</summary>
    public IReadOnlyDictionary<int, PdfObject> Objects => objects;

    /// <summary>Takes a file apart.</summary>
    /// <exception cref="InvalidDataException">It is not as Skia writes it.</exception>
    public static PdfFile Read(ReadOnlyMemory<byte> file)
    {
        string end = Encoding.Latin1.GetString(file.Span[^Math.Min(file.Length, 400)..]);
        Match trailer = Trailer().Match(end);
        if (!trailer.Success)
        {
            throw new InvalidDataException("The PDF file has no trailer.");
        }

        PdfFile read = new(Number(trailer, "root"), Number(trailer, "info"));
        int table = Number(trailer, "table");
        string places = Encoding.Latin1.GetString(file.Span[table..]);
        int number = -1;
        foreach (Match place in Place().Matches(places))
        {
            number++;
            if (place.Groups["use"].ValueSpan is "n")
            {
                read.objects[number] = PdfObject.Read(file, Number(place, "place"));
            }
        }

        return read;
    }

    /// <summary>Replaces an object.</summary>
    public void Put(int number, PdfObject content) => objects[number] = content;

    /// <summary>Adds an object and gives its number.</summary>
    public int Add(PdfObject content)
    {
        int number = objects.Count == 0 ? 1 : objects.Keys.Max() + 1;
        objects[number] = content;
        return number;
    }

    /// <summary>Adds entries to the dictionary of an object.</summary>
    public void AddEntries(int number, string entries)
    {
        PdfObject before = objects[number];
        objects[number] = before with { Dictionary = before.Dictionary[..^2] + "\n" + entries + ">>" };
    }

    /// <summary>Writes the file; its identity is that of its content.</summary>
    public void Write(Stream output)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long written = 0;
        Put("%PDF-1.7\n%\u00d3\u00eb\u00e9\u00e1\n");
        Dictionary<int, long> places = [];
        foreach ((int number, PdfObject content) in objects)
        {
            places[number] = written;
            Put(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n{content.Dictionary}"));
            if (content.Packed is { } packed)
            {
                Put(" stream\n");
                PutBytes(packed.Span);
                Put("\nendstream");
            }

            Put("\nendobj\n");
        }

        long table = written;
        int size = objects.Keys.Max() + 1;
        Put(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {size}\n0000000000 65535 f \n"));
        for (int number = 1; number < size; number++)
        {
            Put(places.TryGetValue(number, out long place) ? string.Create(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n") : "0000000000 00000 f \n");
        }

        string identity = Convert.ToHexString(hash.GetCurrentHash().AsSpan(0, 16));
        Put(string.Create(CultureInfo.InvariantCulture, $"trailer\n<</Size {size}\n/Root {Root} 0 R\n/Info {Info} 0 R\n/ID [<{identity}> <{identity}>]>>\nstartxref\n{table}\n%%EOF\n"));

        void Put(string text) => PutBytes(Encoding.Latin1.GetBytes(text));

        void PutBytes(ReadOnlySpan<byte> bytes)
        {
            output.Write(bytes);
            hash.AppendData(bytes);
            written += bytes.Length;
        }
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/Root (?<root>\d+) 0 R\s+/Info (?<info>\d+) 0 R.*startxref\s+(?<table>\d+)", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"^(?<place>\d{10}) \d{5} (?<use>[nf])", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
