using System.Globalization;
using System.Net;
using System.Text.Json;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Publishing.Influx.Reading;

/// <summary>Reads counts back from an InfluxDB by InfluxQL over <c>/query</c>, which versions 2 and 3 answer too. One attempt: somebody waits for the answer.</summary>
public sealed class InfluxReader(HttpClient http)
{
    /// <summary>Statements in one request: an address that any proxy lets through.</summary>
    private const int StatementsAtOnce = 20;

    /// <summary>Reads all that is asked for.</summary>
    /// <exception cref="StoreUnreadableException">It cannot be read.</exception>
    public async Task<StoredBuckets> ReadAsync(PublishTarget target, StoredQuestions questions, OfficeCalendar calendar, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentNullException.ThrowIfNull(calendar);
        Dictionary<StoredSeries, IReadOnlyDictionary<int, long>> found = [];
        foreach (KeyValuePair<StoredSeries, HourSpan>[] some in questions.Spans.Chunk(StatementsAtOnce))
        {
            string query = string.Join(';', some.Select(one => Statement(target, one.Key, one.Value, calendar)));
            using JsonDocument answer = await QueryAsync(target, query, cancellationToken);
            foreach (JsonElement result in Results(target, answer))
            {
                StoredSeries series = some[result.GetProperty("statement_id").GetInt32()].Key;
                found[series] = Points(result, series.ByHour, calendar);
            }
        }

        return new StoredBuckets(found);
    }

    private static string Statement(PublishTarget target, StoredSeries series, HourSpan buckets, OfficeCalendar calendar)
    {
        string measurement = InfluxQl.Name(series.ByHour ? "count_hour" : "count_day");
        string from = target.RetentionPolicy.Length > 0 ? InfluxQl.Name(target.RetentionPolicy) + "." + measurement : measurement;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT \"value\" FROM {from} WHERE \"metric\"={InfluxQl.Text(series.Metric)} AND \"category\"={InfluxQl.Text(SumReader.CategoryTag(series.Category))} AND \"unit\"={InfluxQl.Text(series.Unit)} AND \"source\"={InfluxQl.Text(series.Source ?? "all")} AND time >= {Second(buckets.From)}s AND time < {Second(buckets.To)}s");

        long Second(int bucket) => calendar.StartSecondsOfHour(series.ByHour ? bucket : calendar.FirstHourOfDay(bucket));
    }

    private async Task<JsonDocument> QueryAsync(PublishTarget target, string query, CancellationToken cancellationToken)
    {
        string database = target.Kind == PublishKind.Influxdb2 ? target.Bucket : target.Database;
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(target.Url, $"query?epoch=s&db={Uri.EscapeDataString(database)}&q={Uri.EscapeDataString(query)}"));
            InfluxQl.Authorize(request, target);
            using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK
                ? JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(cancellationToken))
                : throw Unreachable(target, $"it answers {(int)answer.StatusCode}");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException or InvalidOperationException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Unreachable(target, failure is JsonException ? "what answers there is no InfluxDB" : failure is OperationCanceledException ? "it does not answer in time" : failure.Message, failure);
        }
    }

    /// <summary>The result of every statement; one that failed, or was cut off, makes all of them useless: what is missing would look like nothing.</summary>
    private static IEnumerable<JsonElement> Results(PublishTarget target, JsonDocument answer)
    {
        if (!answer.RootElement.TryGetProperty("results", out JsonElement results))
        {
            throw Unreachable(target, "what answers there is no InfluxDB");
        }

        foreach (JsonElement result in results.EnumerateArray())
        {
            if (result.TryGetProperty("error", out JsonElement error))
            {
                throw Unreachable(target, "it answers: " + error.GetString());
            }

            if (result.TryGetProperty("partial", out _) || (result.TryGetProperty("series", out JsonElement series) && series.EnumerateArray().Any(one => one.TryGetProperty("partial", out _))))
            {
                throw Unreachable(target, "it cuts answers off: raise max-row-limit there, or ask for less");
            }

            yield return result;
        }
    }

    private static Dictionary<int, long> Points(JsonElement result, bool byHour, OfficeCalendar calendar)
    {
        Dictionary<int, long> points = [];
        foreach (JsonElement row in result.TryGetProperty("series", out JsonElement series) ? series.EnumerateArray().SelectMany(one => one.GetProperty("values").EnumerateArray()) : [])
        {
            int hour = calendar.HourOf(NodaTime.Instant.FromUnixTimeSeconds(row[0].GetInt64()));
            points[byHour ? hour : calendar.DayOfHour(hour)] = row[1].GetInt64();
        }

        return points;
    }

    private static StoreUnreadableException Unreachable(PublishTarget target, string why, Exception? inner = null) =>
        new("store_unreachable", $"Figures before the counts' window are read from target '{target.Id}', and {why}.", inner);
}
