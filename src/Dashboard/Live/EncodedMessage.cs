using System.Text.Json.Serialization;
using MessagePack;

namespace Tongbi.Dashboard.Live;

/// <summary>
/// A message that is encoded once and sent to many: SignalR copies the bytes instead of serialising the figures for every screen. MessagePack is
/// made from the JSON at first need, so both protocols carry the same names and values. Immutable, thread-safe.
/// </summary>
[JsonConverter(typeof(EncodedMessageJsonConverter))]
[MessagePackFormatter(typeof(EncodedMessageFormatter))]
public sealed class EncodedMessage(ReadOnlyMemory<byte> json)
{
    /// <summary>The message as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Json { get; } = json;

    /// <summary>The message as MessagePack.</summary>
    // Two threads may both make it; the bytes are the same.
    public ReadOnlyMemory<byte> MessagePack => messagePack ??= JsonToMessagePack.Convert(Json);

    private byte[]? messagePack;
}
