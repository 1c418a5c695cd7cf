using System.Text.Json;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>What whoever sends a file says of it, in <c>NAME.manifest.json</c> beside it.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256, 64 hexadecimal digits in lower case.</param>
/// <param name="Records">How many records it holds; null = not told.</param>
/// <param name="Sequence">Number of the delivery, one more than that of the one before; null = not told.</param>
internal sealed record FileManifest(string File, long Bytes, string Sha256, long? Records, long? Sequence)
{
    /// <summary>What follows a file's name.</summary>
    public const string Suffix = ".manifest.json";

    /// <summary>Largest manifest, in bytes.</summary>
    public const int MaximumBytes = 64 * 1024;

    /// <summary>Reads a manifest.</summary>
    /// <param name="json">Its bytes, with or without a byte order mark.</param>
    /// <param name="file">Name of the file that it stands beside.</param>
    /// <exception cref="FileFaultException">It is incomplete, or is of another file. Nothing of it is repeated.</exception>
    public static FileManifest Read(ReadOnlySpan<byte> json, string file)
    {
        try
        {
            FileManifest read = Read(json.StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json);
            return read.File == file ? read : throw Bad("names another file");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            // InvalidOperationException: a text that is not UTF-8.
            throw new FileFaultException(FileFault.BadManifest, "The manifest is not a JSON object; write it again and rename it into place.", broken);
        }
    }

    private static FileManifest Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = 2 });
        string? file = null;
        string? sha256 = null;
        Dictionary<string, long> numbers = [];
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!; // a property has a name
            reader.Read();
            switch (name)
            {
                case "file" when file is null && reader.TokenType == JsonTokenType.String:
                    file = reader.GetString();
                    break;
                case "sha256" when sha256 is null && reader.TokenType == JsonTokenType.String:
                    sha256 = reader.GetString()?.ToLowerInvariant();
                    break;
                case "bytes" or "records" or "sequence" when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) && number >= 0 && numbers.TryAdd(name, number):
                    break;
                case "file" or "sha256" or "bytes" or "records" or "sequence":
                    throw Bad($"has a {name} that cannot be used, or has it twice");
                default:
                    throw Bad("has a key other than file, bytes, sha256, records and sequence");
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject || reader.Read())
        {
            throw new JsonException();
        }

        if (file is null || sha256 is null || !numbers.TryGetValue("bytes", out long bytes))
        {
            throw Bad("lacks file, bytes or sha256");
        }

        if (sha256.Length != 64 || sha256.AsSpan().IndexOfAnyExcept(HexDigits) >= 0)
        {
            throw Bad("has a sha256 that is not 64 hexadecimal digits");
        }

        return new FileManifest(file, bytes, sha256, numbers.TryGetValue("records", out long records) ? records : null, numbers.TryGetValue("sequence", out long sequence) ? sequence : null);
    }

    private static FileFaultException Bad(string what) => new(FileFault.BadManifest, $"The manifest {what}; see the format in docs/formats/folders.md.");

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdef");

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];
}
