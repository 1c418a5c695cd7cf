using MessagePack;
using MessagePack.Formatters;

namespace Tongbi.Dashboard.Live;

/// <summary>Puts the bytes of a message into SignalR's MessagePack as they are.</summary>
internal sealed class EncodedMessageFormatter : IMessagePackFormatter<EncodedMessage?>
{
    /// <inheritdoc/>
    public void Serialize(ref MessagePackWriter writer, EncodedMessage? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
        }
        else
        {
            writer.WriteRaw(value.MessagePack.Span);
        }
    }

    /// <summary>Never needed: clients send no such message.</summary>
    public EncodedMessage? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        throw new NotSupportedException("Live messages go from the server to the client only.");
}
