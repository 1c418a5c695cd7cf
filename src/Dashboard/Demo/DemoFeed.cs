using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;

namespace Tongbi.Dashboard.Demo;

/// <summary>
/// Posts simulated records over HTTP as gzip NDJSON, in requests of bounded size. Waits and tries again, for as long as it takes, while the
/// server is out of reach or overloaded: sending twice is harmless.
/// </summary>
internal sealed class DemoFeed(HttpClient client, DemoTarget target, DateTimeZone zone, TimeProvider time, ILogger logger)
{
    /// <summary>Most records in one request.</summary>
    public const int RecordsPerRequest = 25_000;

    /// <summary>Longest wait between two attempts.</summary>
    private static readonly TimeSpan MaximumWait = TimeSpan.FromSeconds(15);

    /// <summary>Posts happenings; answers how many there were.</summary>
    public Task<int> PostAsync(IEnumerable<DemoEvent> events, Action<int>? progress, CancellationToken cancellationToken) =>
        PostAsync("/api/v1/events", events, Write, progress, cancellationToken);

    /// <summary>Posts ready figures; answers how many there were.</summary>
    public Task<int> PostAsync(IEnumerable<DemoFigure> figures, Action<int>? progress, CancellationToken cancellationToken) =>
        PostAsync("/api/v1/counts", figures, Write, progress, cancellationToken);

    private async Task<int> PostAsync<T>(string path, IEnumerable<T> records, Action<Utf8JsonWriter, T> write, Action<int>? progress, CancellationToken cancellationToken)
    {
        int sent = 0;
        foreach (T[] chunk in records.Chunk(RecordsPerRequest))
        {
            await PostAsync(path, Pack(chunk, write), cancellationToken);
            sent += chunk.Length;
            progress?.Invoke(sent);
        }

        return sent;
    }

    private async Task PostAsync(string path, byte[] body, CancellationToken cancellationToken)
    {
        TimeSpan wait = TimeSpan.FromSeconds(0.5);
        while (true)
        {
            TimeSpan? advised = null;
            try
            {
                using HttpRequestMessage request = new(HttpMethod.Post, new Uri(target.BaseUrl, path)) { Content = new ByteArrayContent(body) };
                request.Headers.Add("X-API-Key", target.IngestKey);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
                request.Content.Headers.ContentEncoding.Add("gzip");
                using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    await CheckAsync(path, response, cancellationToken);
                    return;
                }

                if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout) && (int)response.StatusCode < 500)
                {
                    throw new DemoRefusedException($"POST {path} was answered with {(int)response.StatusCode}");
                }

                advised = response.Headers.RetryAfter?.Delta;
                Log.DemoWaits(logger, path, (int)response.StatusCode);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                Log.DemoCannotReach(logger, path, failure.Message);
            }

            TimeSpan pause = advised ?? wait;
            await Task.Delay(pause < MaximumWait ? pause : MaximumWait, time, cancellationToken);
            wait = wait * 2 < MaximumWait ? wait * 2 : MaximumWait;
        }
    }

    private async Task CheckAsync(string path, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using JsonDocument answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
        if (answer.RootElement.TryGetProperty("rejected", out JsonElement rejected) && rejected.GetArrayLength() > 0)
        {
            Log.DemoRejected(logger, rejected.GetArrayLength(), path, rejected[0].GetProperty("code").GetString());
        }
    }

    private static byte[] Pack<T>(T[] records, Action<Utf8JsonWriter, T> write)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            using Utf8JsonWriter writer = new(gzip, WriterOptions);
            foreach (T record in records)
            {
                write(writer, record);
                writer.Flush();
                writer.Reset();
                gzip.WriteByte((byte)'\n');
            }
        }

        return packed.ToArray();
    }

    private void Write(Utf8JsonWriter writer, DemoEvent happening)
    {
        writer.WriteStartObject();
        writer.WriteString("source", happening.Source);
        writer.WriteString("id", happening.Id);
        writer.WriteString("metric", happening.Metric);
        writer.WriteString("category", happening.Category);
        writer.WriteString("unit", happening.Unit);
        writer.WriteString("occurredAt", Rfc3339(happening.OccurredAt));
        if (happening.Revision > 0)
        {
            writer.WriteNumber("revision", happening.Revision);
        }

        if (happening.Withdrawn)
        {
            writer.WriteBoolean("withdrawn", true);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, DemoFigure figure)
    {
        writer.WriteStartObject();
        writer.WriteString("source", figure.Source);
        writer.WriteString("metric", figure.Metric);
        writer.WriteString("category", figure.Category);
        writer.WriteString("unit", figure.Unit);
        writer.WriteString("period", figure.Period);
        writer.WriteNumber("count", figure.Count);
        writer.WriteEndObject();
    }

    private string Rfc3339(long second)
    {
        Instant instant = Instant.FromUnixTimeSeconds(second);
        return instant.WithOffset(zone.GetUtcOffset(instant)).ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    /// <summary>Nothing of this goes into a page, so `+` and `/` may stand as they are.</summary>
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
