using System.Text.Json;
using Tongbi.Collector.Ingest;

namespace Tongbi.Dashboard.Api;

/// <summary>
/// The answer to a body that was read: what became of every record. Written as it is read from the spool, since ten million bad lines make
/// an answer that must not stand in memory.
/// </summary>
internal sealed class IngestAnswer(IngestResult result) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (result)
        {
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            await using Utf8JsonWriter json = new(httpContext.Response.BodyWriter, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder });
            json.WriteStartObject();
            json.WriteNumber("received", result.Received);
            json.WriteNumber("inserted", result.Outcome.Inserted);
            json.WriteNumber("revised", result.Outcome.Revised);
            json.WriteNumber("withdrawn", result.Outcome.Withdrawn);
            json.WriteNumber("duplicate", result.Outcome.Duplicate);
            json.WriteNumber("stale", result.Outcome.Stale);
            json.WriteNumber("held", result.Held);
            json.WriteStartArray("rejected");
            foreach (Refusal refusal in result.Rejected)
            {
                Write(json, refusal);
                if (json.BytesPending > FlushBytes)
                {
                    await json.FlushAsync(httpContext.RequestAborted);
                    await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
                }
            }

            json.WriteEndArray();
            json.WriteNumber("version", result.Outcome.Version);
            json.WriteEndObject();
            await json.FlushAsync(httpContext.RequestAborted);
        }
    }

    private static void Write(Utf8JsonWriter json, Refusal refusal)
    {
        json.WriteStartObject();
        json.WriteNumber("index", refusal.Index);
        json.WriteString("code", refusal.Code);
        json.WriteString("field", refusal.Field);
        json.WriteString("message", refusal.Message);
        json.WriteEndObject();
    }

    private const int FlushBytes = 32 * 1024;
}
