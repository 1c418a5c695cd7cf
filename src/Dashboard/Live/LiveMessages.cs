using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tongbi.Dashboard.Api;

namespace Tongbi.Dashboard.Live;

/// <summary>Puts the messages together from parts that are already encoded. The shapes are described in <c>docs/formats/live.md</c>.</summary>
internal static class LiveMessages
{
    /// <summary>Everything that a view shows.</summary>
    public static EncodedMessage Snapshot(ViewState state, IEnumerable<ReadOnlyMemory<byte>> alerts, IEnumerable<ReadOnlyMemory<byte>> sources) => Write(writer =>
    {
        Head(writer, state.Version, state.At);
        Parts(writer, "figures", state.Entries.Where(entry => !entry.IsCurve).Select(entry => entry.Json));
        Parts(writer, "alerts", alerts);
        Parts(writer, "sources", sources);
        Parts(writer, "curves", state.Entries.Where(entry => entry.IsCurve).Select(entry => entry.Json));
        writer.WriteBoolean("demo", state.Plan.Document.Demo);
        writer.WriteString("serverVersion", state.Plan.Document.ServerVersion);
    });

    /// <summary>Some entries of a view.</summary>
    public static EncodedMessage Update(ViewState state, IEnumerable<ViewEntry> entries)
    {
        ILookup<bool, ReadOnlyMemory<byte>> byCurve = entries.ToLookup(entry => entry.IsCurve, entry => entry.Json);
        return Write(writer =>
        {
            Head(writer, state.Version, state.At);
            Parts(writer, "figures", byCurve[false]);
            Parts(writer, "curves", byCurve[true]);
        });
    }

    /// <summary>A sign of life.</summary>
    public static EncodedMessage Heartbeat(string at, long version) => Write(writer =>
    {
        writer.WriteString("at", at);
        writer.WriteNumber("version", version);
    });

    /// <summary>A value as the API writes it.</summary>
    public static EncodedMessage Of<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Options));

    private static void Head(Utf8JsonWriter writer, long version, string at)
    {
        writer.WriteNumber("version", version);
        writer.WriteString("at", at);
    }

    private static void Parts(Utf8JsonWriter writer, string name, IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        writer.WriteStartArray(name);
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            writer.WriteRawValue(part.Span, skipInputValidation: true); // the serializer's own output
        }

        writer.WriteEndArray();
    }

    private static EncodedMessage Write(Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer, Plain))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return new EncodedMessage(buffer.WrittenSpan.ToArray());
    }

    // Plus signs of offsets are written as they are; nothing of this is ever put into HTML.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
