using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tongbi.Dashboard.Api;

/// <summary>Writes decimals without zeros that say nothing: 993.0000 as 993, 0.2500 as 0.25. The value is unchanged.</summary>
internal sealed class PlainDecimalConverter : JsonConverter<decimal>
{
    /// <inheritdoc/>
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(Plain(value));

    /// <summary>The same value with the smallest scale: a division by one with 28 zeros drops the trailing ones.</summary>
    internal static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
