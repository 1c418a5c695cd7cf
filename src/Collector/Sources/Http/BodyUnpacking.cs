using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Http;

/// <summary>Chooses the layer that unpacks a body.</summary>
internal static class BodyUnpacking
{
    /// <summary>The unpacked body; damage is an <see cref="InvalidDataException"/> while reading.</summary>
    public static Stream Of(Stream packed, BodyCompression compression) => compression switch
    {
        BodyCompression.Gzip => new GzipBody(packed),
        BodyCompression.Brotli => new BrotliBody(packed),
        _ => packed,
    };
}
