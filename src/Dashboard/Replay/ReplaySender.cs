using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Replay;

/// <summary>
/// Sends batches to <c>POST /api/v1/events</c>. Waits and tries again as long as the server says that it is busy (429, 503), and for a while
/// when it has gone away; sending twice is harmless.
/// </summary>
internal sealed class ReplaySender(HttpClient client, ReplayTarget target, TimeProvider time)
{
    /// <summary>How long a server that answered before may be out of reach.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private bool hasAnswered;

    /// <summary>How often the server asked to wait.</summary>
    public int Waits { get; private set; }

    /// <summary>Sends a batch until the server has taken it.</summary>
    /// <exception cref="OperatorException">The server refuses it for good, or cannot be reached.</exception>
    public async Task<JsonElement> SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        long? goneSince = null;
        TimeSpan wait = ShortestWait;
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await PostAsync(body, cancellationToken);
                hasAnswered = true;
                goneSince = null;
                if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                {
                    return await ReadAsync(answer, cancellationToken);
                }

                Waits++;
                wait = answer.Headers.RetryAfter?.Delta ?? LongestWait;
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                goneSince ??= time.GetTimestamp();
                if (!hasAnswered || time.GetElapsedTime(goneSince.Value) > Patience)
                {
                    throw new OperatorException($"{target.Url} cannot be reached: {failure.Message}", failure);
                }

                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(target.Url, "/api/v1/events")) { Content = new ReadOnlyMemoryContent(body) };
        request.Headers.Add("X-API-Key", target.Key);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        return await client.SendAsync(request, cancellationToken);
    }

    private async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        JsonElement told;
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            told = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new OperatorException($"{target.Url} is not a Tongbi server: it answered with {(int)answer.StatusCode} and no JSON.");
        }

        if (answer.StatusCode == HttpStatusCode.OK)
        {
            return told;
        }

        string detail = told.ValueKind == JsonValueKind.Object && told.TryGetProperty("detail", out JsonElement text) ? text.ToString() : "";
        throw new OperatorException(string.Create(CultureInfo.InvariantCulture, $"{target.Url} refuses the replay ({(int)answer.StatusCode}). {detail}"));
    }
}
