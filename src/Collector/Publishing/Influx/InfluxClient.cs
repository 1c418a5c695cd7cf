using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Publishing.Influx;

/// <summary>Writes to one InfluxDB in the form that its version speaks. Every request is repeated until it is taken or refused for good.</summary>
internal sealed class InfluxClient(PublishTarget target, TargetLine line, TargetStatus status, ILogger logger)
{
    /// <summary>The measurements of counts.</summary>
    public static readonly IReadOnlyList<string> Measurements = ["count_hour", "count_day", "statistic_day"];

    /// <summary>Instants in whole seconds, and in nanoseconds.</summary>
    public const string Seconds = "s", Nanoseconds = "ns";

    /// <summary>Points that are looked for one by one in a batch that is refused; beyond them what is still refused goes together.</summary>
    private const int MostSingled = 64;

    /// <summary>Stands for "there is no such database".</summary>
    private const string Missing = "database not found";

    /// <summary>Statements in one request.</summary>
    private const int EraseAtOnce = 100;

    /// <summary>Whether single points can be removed.</summary>
    public bool CanErase => target.Kind != PublishKind.Influxdb3;

    /// <summary>
    /// Writes all lines. Where the store refuses some (a 400 does not say which, and may have stored the others), the batch is halved until the bad ones
    /// stand alone: they are reported and left out, and everything else is stored.
    /// </summary>
    public async Task WriteAsync(LineBatch lines, CancellationToken cancellationToken, string precision = Seconds)
    {
        Stack<(int From, int To)> parts = new();
        if (lines.Count > 0)
        {
            parts.Push((0, lines.Count));
        }

        int singled = 0;
        bool made = false;
        while (parts.TryPop(out (int From, int To) part))
        {
            byte[] packed = lines.Pack(part.From, part.To);
            string? refused = await line.SendAsync(() => WriteRequest(packed, precision), part.To - part.From, Judge, cancellationToken);
            if (refused is null)
            {
                continue;
            }

            if (ReferenceEquals(refused, Missing))
            {
                made = true;
                await CreateAsync(cancellationToken);
                parts.Push(part);
                continue;
            }

            if (part.To - part.From > 1 && singled < MostSingled)
            {
                int middle = (part.From + part.To) / 2;
                parts.Push((middle, part.To));
                parts.Push((part.From, middle));
                continue;
            }

            singled++;
            string reason = $"{lines.SeriesOf(part.From)}: {refused}";
            status.Refuse(part.To - part.From, reason);
            Log.Refused(logger, target.Id, part.To - part.From, reason);
        }

        string? Judge(TargetAnswer answer)
        {
            if (answer.IsSuccess)
            {
                return null;
            }

            if (answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity)
            {
                return answer.Text;
            }

            return !made && target.Kind == PublishKind.Influxdb1 && answer.Status == HttpStatusCode.NotFound && IsOfNothing(answer.Text)
                ? Missing
                : throw TargetLine.Failure(answer);
        }
    }

    /// <summary>Makes the database where it is absent; only version 1 lets us, and it does nothing where there is one.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken) =>
        await ExecuteAsync($"CREATE DATABASE {InfluxQl.Name(target.Database)}", cancellationToken);

    /// <summary>Removes points of <c>statistic_day</c> that hold fields they must not; a store merges fields, so writing the others would leave them.</summary>
    public async Task EraseAsync(IReadOnlyList<InfluxPoint> points, CancellationToken cancellationToken)
    {
        if (target.Kind == PublishKind.Influxdb1)
        {
            List<string> deletes = [];
            foreach (IGrouping<(string Metric, string Category, string Unit), InfluxPoint> series in points.GroupBy(point => (point.Metric, point.Category, point.Unit)))
            {
                string where = $"FROM \"statistic_day\" WHERE \"metric\"={InfluxQl.Text(series.Key.Metric)} AND \"category\"={InfluxQl.Text(series.Key.Category)} AND \"unit\"={InfluxQl.Text(series.Key.Unit)}";
                deletes.AddRange((await WithoutValueAsync(series, where, cancellationToken)).Select(second => string.Create(CultureInfo.InvariantCulture, $"DELETE {where} AND time = {second}s")));
            }

            foreach (string[] some in deletes.Chunk(EraseAtOnce))
            {
                await ExecuteAsync(string.Join(';', some), cancellationToken);
            }

            return;
        }

        foreach (InfluxPoint point in points)
        {
            string predicate = $"_measurement=\"statistic_day\" AND metric={InfluxQl.Name(point.Metric)} AND category={InfluxQl.Name(point.Category)} AND unit={InfluxQl.Name(point.Unit)}";
            await DeleteAsync(predicate, DateTimeOffset.FromUnixTimeSeconds(point.Second), DateTimeOffset.FromUnixTimeSeconds(point.Second), cancellationToken);
        }
    }

    /// <summary>Removes whole measurements of ours.</summary>
    public async Task ClearAsync(IReadOnlyList<string> measurements, CancellationToken cancellationToken)
    {
        switch (target.Kind)
        {
            case PublishKind.Influxdb1:
                await CreateAsync(cancellationToken);
                await ExecuteAsync(string.Join(';', measurements.Select(measurement => $"DROP MEASUREMENT \"{measurement}\"")), cancellationToken);
                break;
            case PublishKind.Influxdb2:
                foreach (string measurement in measurements)
                {
                    await DeleteAsync($"_measurement=\"{measurement}\"", DateTimeOffset.UnixEpoch.AddYears(-100), DateTimeOffset.UnixEpoch.AddYears(200), cancellationToken);
                }

                break;
            default:
                throw new TargetFailedException(PublishState.Blocked, "what stands there must go and InfluxDB 3 cannot remove points: empty the database, then raise `generation` in publish.yaml");
        }
    }

    /// <summary>The times of a series whose points do hold a field that they must not: removing is slow, looking is not.</summary>
    private async Task<HashSet<long>> WithoutValueAsync(IEnumerable<InfluxPoint> series, string where, CancellationToken cancellationToken)
    {
        Dictionary<long, IReadOnlyList<string>> absent = [];
        foreach (InfluxPoint point in series)
        {
            absent[point.Second] = point.Absent;
        }

        string answer = await ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT * {where} AND time >= {absent.Keys.Min()}s AND time <= {absent.Keys.Max()}s"), cancellationToken);
        using JsonDocument document = JsonDocument.Parse(answer);
        HashSet<long> found = [];
        foreach (JsonElement rows in document.RootElement.GetProperty("results").EnumerateArray().SelectMany(result => result.TryGetProperty("series", out JsonElement some) ? some.EnumerateArray().ToArray() : []))
        {
            string?[] columns = [.. rows.GetProperty("columns").EnumerateArray().Select(column => column.GetString())];
            foreach (JsonElement row in rows.GetProperty("values").EnumerateArray())
            {
                long second = row[0].GetInt64();
                if (absent.TryGetValue(second, out IReadOnlyList<string>? names) && names.Any(name => Array.IndexOf(columns, name) is > 0 and int column && row[column].ValueKind != JsonValueKind.Null))
                {
                    found.Add(second);
                }
            }
        }

        return found;
    }

    private async Task<string> ExecuteAsync(string query, CancellationToken cancellationToken)
    {
        string text = "";
        await line.SendAsync(
            () =>
            {
                HttpRequestMessage request = new(HttpMethod.Post, new Uri(target.Url, "query?epoch=s&db=" + Uri.EscapeDataString(target.Database)))
                {
                    Content = new FormUrlEncodedContent([new("q", query)]),
                };
                InfluxQl.Authorize(request, target);
                return request;
            },
            0,
            answer =>
            {
                text = answer.Whole;
                return !answer.IsSuccess ? throw TargetLine.Failure(answer)
                    : ErrorIn(text) is { } error ? throw new TargetFailedException(PublishState.Retrying, "it answers: " + error)
                    : null;
            },
            cancellationToken);
        return text;
    }

    private async Task DeleteAsync(string predicate, DateTimeOffset start, DateTimeOffset stop, CancellationToken cancellationToken) =>
        await line.SendAsync(
            () =>
            {
                HttpRequestMessage request = new(HttpMethod.Post, new Uri(target.Url, $"api/v2/delete?org={Uri.EscapeDataString(target.Org)}&bucket={Uri.EscapeDataString(target.Bucket)}"))
                {
                    Content = JsonContent.Create(new { start = Rfc3339(start), stop = Rfc3339(stop), predicate }),
                };
                InfluxQl.Authorize(request, target);
                return request;
            },
            0,
            answer => answer.IsSuccess ? null : throw TargetLine.Failure(answer),
            cancellationToken);

    private HttpRequestMessage WriteRequest(byte[] packed, string precision)
    {
        string path = target.Kind switch
        {
            PublishKind.Influxdb1 => $"write?db={Uri.EscapeDataString(target.Database)}&precision={precision}" + (target.RetentionPolicy.Length > 0 ? "&rp=" + Uri.EscapeDataString(target.RetentionPolicy) : ""),
            PublishKind.Influxdb2 => $"api/v2/write?org={Uri.EscapeDataString(target.Org)}&bucket={Uri.EscapeDataString(target.Bucket)}&precision={precision}",
            _ => $"api/v3/write_lp?db={Uri.EscapeDataString(target.Database)}&precision={(precision == Seconds ? "second" : "nanosecond")}",
        };
        ByteArrayContent content = new(packed);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
        content.Headers.ContentEncoding.Add("gzip");
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(target.Url, path)) { Content = content };
        InfluxQl.Authorize(request, target);
        return request;
    }

    /// <summary>Version 1 answers 200 to a statement that failed and says so inside.</summary>
    private static string? ErrorIn(string answer)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            return document.RootElement.TryGetProperty("results", out JsonElement results)
                ? results.EnumerateArray().Select(result => result.TryGetProperty("error", out JsonElement error) ? error.GetString() : null).FirstOrDefault(error => error is not null && !IsOfNothing(error))
                : null;
        }
        catch (JsonException)
        {
            return "it is not InfluxDB's answer";
        }
    }

    private static bool IsOfNothing(string error) => error.Contains("measurement not found", StringComparison.Ordinal) || error.Contains("database not found", StringComparison.Ordinal);

    private static string Rfc3339(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
