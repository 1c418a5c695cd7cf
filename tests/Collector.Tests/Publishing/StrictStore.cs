using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace Tongbi.Collector.Tests.Publishing;

/// <summary>Stands for an InfluxDB 2 or 3, which cannot be had here: takes exactly the requests that their documentation describes, and refuses all others.</summary>
internal sealed class StrictStore(string path, string authorization) : HttpMessageHandler
{
    private readonly Queue<HttpResponseMessage> planned = new();

    /// <summary>Every line taken, the latest value of each point.</summary>
    public Dictionary<string, string> Points { get; } = new(StringComparer.Ordinal);

    /// <summary>Bodies of delete requests.</summary>
    public List<string> Deletes { get; } = [];

    /// <summary>Requests taken or not.</summary>
    public int Requests { get; private set; }

    /// <summary>What it complained of.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Answers the next request with this instead.</summary>
    public void Plan(HttpStatusCode status, string body, TimeSpan? retryAfter = null)
    {
        HttpResponseMessage answer = new(status) { Content = new StringContent(body) };
        if (retryAfter is { } wait)
        {
            answer.Headers.RetryAfter = new(wait);
        }

        planned.Enqueue(answer);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        if (planned.TryDequeue(out HttpResponseMessage? answer))
        {
            return answer;
        }

        if (request.Headers.Authorization?.ToString() != authorization)
        {
            return Refuse(HttpStatusCode.Unauthorized, "authorization " + request.Headers.Authorization);
        }

        if (request.RequestUri!.AbsolutePath == "/api/v2/delete") // not null: every request has an address
        {
            Deletes.Add(Encoding.UTF8.GetString(body));
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        }

        if (request.Method != HttpMethod.Post || request.RequestUri.PathAndQuery != path)
        {
            return Refuse(HttpStatusCode.NotFound, $"{request.Method} {request.RequestUri.PathAndQuery}");
        }

        if (request.Content?.Headers.ContentEncoding.SingleOrDefault() != "gzip" || request.Content.Headers.ContentType?.ToString() != "text/plain; charset=utf-8")
        {
            return Refuse(HttpStatusCode.UnsupportedMediaType, "headers " + request.Content?.Headers);
        }

        using GZipStream gzip = new(new MemoryStream(body), CompressionMode.Decompress);
        using StreamReader reader = new(gzip, new UTF8Encoding(false, throwOnInvalidBytes: true));
        string text = await reader.ReadToEndAsync(cancellationToken);
        if (!text.EndsWith('\n'))
        {
            return Refuse(HttpStatusCode.BadRequest, "the last line has no end");
        }

        foreach (string line in text[..^1].Split('\n'))
        {
            string[] parts = line.Split(' ');
            if (parts.Length != 3 || !parts[0].Contains(",metric=", StringComparison.Ordinal) || !long.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long second) || second % 3600 != 0)
            {
                return Refuse(HttpStatusCode.BadRequest, "line " + line);
            }

            Points[$"{parts[0]} {second}"] = parts[1];
        }

        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    private HttpResponseMessage Refuse(HttpStatusCode status, string complaint)
    {
        Complaints.Add(complaint);
        return new HttpResponseMessage(status) { Content = new StringContent($$"""{"code":"invalid","message":"{{complaint}}"}""") };
    }
}
