using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Tongbi.Dashboard.Tests.Demo;

/// <summary>Stands for the server: unpacks and keeps what is posted, and answers as told.</summary>
internal sealed class RecordingServer : HttpMessageHandler
{
    /// <summary>Status codes to answer with before all is well.</summary>
    public Queue<HttpStatusCode> Troubles { get; } = [];

    public List<string> Keys { get; } = [];

    public IReadOnlyList<JsonElement> Posted(string path)
    {
        lock (posted)
        {
            return [.. posted.Where(item => item.Path == path).Select(item => item.Record)];
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (posted)
        {
            if (Troubles.TryDequeue(out HttpStatusCode trouble))
            {
                return new HttpResponseMessage(trouble);
            }
        }

        using GZipStream body = new(await request.Content!.ReadAsStreamAsync(cancellationToken), CompressionMode.Decompress);
        using StreamReader reader = new(body, Encoding.UTF8);
        string[] lines = (await reader.ReadToEndAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lock (posted)
        {
            Keys.AddRange(request.Headers.GetValues("X-API-Key"));
            posted.AddRange(lines.Select(line => (request.RequestUri!.AbsolutePath, JsonElement.Parse(line))));
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"received":0,"rejected":[],"version":1}""") };
    }

    private readonly List<(string Path, JsonElement Record)> posted = [];
}
