using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tongbi.Alerts.Channels;

/// <summary>A JSON body of a request, readable as it is (Chinese is not escaped: byte limits count what is sent).</summary>
internal static class JsonBody
{
    public static ByteArrayContent Of(object value)
    {
        ByteArrayContent content = new(JsonSerializer.SerializeToUtf8Bytes(value, Options));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return content;
    }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
