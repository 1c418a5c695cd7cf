using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>What one file is.</summary>
/// <param name="Format">How its records are written, never <see cref="DropFormat.Auto"/>.</param>
/// <param name="Compression">How it is packed.</param>
internal readonly record struct DropKind(DropFormat Format, BodyCompression Compression)
{
    /// <summary>Reads it from a file's name; null if the name tells nothing.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="format">What the folder says its files are.</param>
    public static DropKind? Of(string name, DropFormat format)
    {
        BodyCompression compression = Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".GZ" => BodyCompression.Gzip,
            ".BR" => BodyCompression.Brotli,
            _ => BodyCompression.None,
        };
        if (format != DropFormat.Auto)
        {
            return new DropKind(format, compression);
        }

        string inner = compression == BodyCompression.None ? name : Path.GetFileNameWithoutExtension(name);
        return Path.GetExtension(inner).ToUpperInvariant() switch
        {
            ".CSV" or ".TSV" or ".TXT" => new DropKind(DropFormat.Csv, compression),
            ".NDJSON" or ".JSONL" => new DropKind(DropFormat.Ndjson, compression),
            ".JSON" => new DropKind(DropFormat.Json, compression),
            ".XLSX" when compression == BodyCompression.None => new DropKind(DropFormat.Xlsx, compression),
            _ => null,
        };
    }
}
