using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tongbi.Dashboard.Live;

/// <summary>Puts the bytes of a message into SignalR's JSON as they are.</summary>
internal sealed class EncodedMessageJsonConverter : JsonConverter<EncodedMessage>
{
    /// <inheritdoc/>
    public override EncodedMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return new EncodedMessage(JsonSerializer.SerializeToUtf8Bytes(document.RootElement));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EncodedMessage value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Json.Span, skipInputValidation: true); // our own writer's output
}
