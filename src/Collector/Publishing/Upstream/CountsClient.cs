using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Publishing.Upstream;

/// <summary>Sends figures to the Tongbi above. Every request is repeated until it is taken; single figures that are refused there are reported and left out.</summary>
internal sealed class CountsClient(PublishTarget target, TargetLine line, TargetStatus status, ILogger logger)
{
    public async Task WriteAsync(FigureBatch figures, int atOnce, CancellationToken cancellationToken)
    {
        Stack<(int From, int To)> parts = new();
        for (int from = (figures.Count - 1) / atOnce * atOnce; from >= 0 && figures.Count > 0; from -= atOnce)
        {
            parts.Push((from, Math.Min(figures.Count, from + atOnce)));
        }

        while (parts.TryPop(out (int From, int To) part))
        {
            byte[] packed = figures.Pack(part.From, part.To);
            string? refused = await line.SendAsync(() => Request(packed), part.To - part.From, answer => Judge(answer, figures, part.From), cancellationToken);
            if (refused is not null && part.To - part.From > 1)
            {
                int middle = (part.From + part.To) / 2;
                parts.Push((middle, part.To));
                parts.Push((part.From, middle));
            }
            else if (refused is not null)
            {
                Refuse(1, $"{figures.NameOf(part.From)}: {refused}");
            }
        }
    }

    private string? Judge(TargetAnswer answer, FigureBatch figures, int first)
    {
        if (answer.IsSuccess)
        {
            ReportRefusals(answer.Whole, figures, first);
            return null;
        }

        return answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge ? answer.Text : throw TargetLine.Failure(answer);
    }

    private void ReportRefusals(string answer, FigureBatch figures, int first)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            JsonElement rejected = document.RootElement.GetProperty("rejected");
            if (rejected.GetArrayLength() > 0)
            {
                JsonElement one = rejected[0];
                int index = first + Math.Clamp(one.GetProperty("index").GetInt32(), 0, figures.Count - 1 - first);
                Refuse(rejected.GetArrayLength(), $"{figures.NameOf(index)}: {one.GetProperty("code").GetString()} {one.GetProperty("message").GetString()}");
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new TargetFailedException(PublishState.Retrying, "what answers there is no Tongbi", null, failure);
        }
    }

    private void Refuse(long count, string reason)
    {
        status.Refuse(count, reason);
        Log.Refused(logger, target.Id, count, reason);
    }

    private HttpRequestMessage Request(byte[] packed)
    {
        ByteArrayContent content = new(packed);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        content.Headers.ContentEncoding.Add("gzip");
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(target.Url, "api/v1/counts")) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", target.Secret?.Reveal());
        return request;
    }
}
