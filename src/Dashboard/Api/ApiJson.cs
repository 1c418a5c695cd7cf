using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Tongbi.Dashboard.Api;

/// <summary>
/// How every answer is written as JSON: camelCase, numbers plain (993, never 993.0), text as it is (+, −, 同比). Whoever writes figures
/// (endpoints, the hub, snapshots) takes these settings, so that one figure looks the same everywhere.
/// </summary>
public static class ApiJson
{
    /// <summary>The settings, read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Applies the settings to options that somebody else made.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;

        // Answers are application/json with nosniff, never part of a page: nothing needs to be escaped for HTML.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new PlainDecimalConverter());
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(FigureShape.Apply);
    }

    private static JsonSerializerOptions Make()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
