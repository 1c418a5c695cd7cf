using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Tongbi.Collector.Ingest;

namespace Tongbi.Dashboard.Api;

/// <summary>What the headers of a request say about its body.</summary>
internal static class BodyHeaders
{
    /// <summary>Media type of each format.</summary>
    public static IReadOnlyDictionary<string, BodyFormat> Formats { get; } = new Dictionary<string, BodyFormat>(StringComparer.OrdinalIgnoreCase)
    {
        ["application/x-ndjson"] = BodyFormat.Ndjson,
        ["application/json"] = BodyFormat.JsonArray,
        ["text/csv"] = BodyFormat.Csv,
    };

    /// <summary>Reads <c>Content-Type</c>; a charset other than UTF-8 is not taken, other parameters do not matter.</summary>
    public static bool TryFormat(string? contentType, out BodyFormat format)
    {
        format = default;
        return MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
            && Formats.TryGetValue(type.MediaType.Value ?? "", out format)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Reads <c>Content-Encoding</c>; one of gzip, br, identity, or none.</summary>
    public static bool TryCompression(StringValues contentEncoding, out BodyCompression compression)
    {
        BodyCompression? known = contentEncoding.ToString().Trim().ToUpperInvariant() switch
        {
            "" or "IDENTITY" => BodyCompression.None,
            "GZIP" or "X-GZIP" => BodyCompression.Gzip,
            "BR" => BodyCompression.Brotli,
            _ => null,
        };
        compression = known ?? default;
        return known is not null;
    }
}
