using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Import;

/// <summary>What a file's name says about its content.</summary>
/// <param name="Format">How the rows are written.</param>
/// <param name="Compression">How the file is packed.</param>
internal readonly record struct ImportFile(BodyFormat Format, BodyCompression Compression)
{
    /// <summary>Reads it from the name: <c>.csv</c>, <c>.ndjson</c>, <c>.jsonl</c> or <c>.json</c>, each also with <c>.gz</c> or <c>.br</c>.</summary>
    /// <exception cref="NotSupportedException">The name ends in something else.</exception>
    public static ImportFile Of(string path)
    {
        string name = Path.GetFileName(path);
        BodyCompression compression = Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".GZ" => BodyCompression.Gzip,
            ".BR" => BodyCompression.Brotli,
            _ => BodyCompression.None,
        };
        string inner = compression == BodyCompression.None ? name : Path.GetFileNameWithoutExtension(name);
        return Path.GetExtension(inner).ToUpperInvariant() switch
        {
            ".CSV" => new ImportFile(BodyFormat.Csv, compression),
            ".NDJSON" or ".JSONL" => new ImportFile(BodyFormat.Ndjson, compression),
            ".JSON" => new ImportFile(BodyFormat.JsonArray, compression),
            _ => throw new NotSupportedException($"This is not a file that can be imported; its name must end in .csv, .ndjson, .jsonl or .json, and may be packed as .gz or .br."),
        };
    }
}
