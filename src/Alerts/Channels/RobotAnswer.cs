using System.Text.Json;

namespace Tongbi.Alerts.Channels;

/// <summary>The answer of a group robot: rejections come with HTTP 200, so the body decides.</summary>
/// <param name="Code">Number of the result, 0 for success; null where the body has none.</param>
/// <param name="Message">What the robot says.</param>
internal sealed record RobotAnswer(long? Code, string Message)
{
    /// <summary>Reads the answer.</summary>
    /// <param name="body">Body as received.</param>
    /// <param name="codeName">Name of the field with the number.</param>
    /// <param name="messageName">Name of the field with the words.</param>
    public static RobotAnswer Read(ReadOnlySpan<byte> body, string codeName, string messageName)
    {
        try
        {
            Utf8JsonReader reader = new(body);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return new RobotAnswer(null, "the answer is no object");
            }

            long? code = root.TryGetProperty(codeName, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out long value) ? value : null;
            string message = root.TryGetProperty(messageName, out JsonElement words) && words.ValueKind == JsonValueKind.String ? words.GetString() ?? "" : "";
            return new RobotAnswer(code, message);
        }
        catch (JsonException)
        {
            return new RobotAnswer(null, "the answer is no JSON");
        }
    }

    /// <summary>A text of the answer; null where it has none of that name.</summary>
    public static string? Text(ReadOnlySpan<byte> body, string name)
    {
        try
        {
            Utf8JsonReader reader = new(body);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
