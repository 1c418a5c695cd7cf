using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Tongbi.Acceptance;

/// <summary>Makes event bodies for the county catalogue and sends them as a source would.</summary>
internal static class SomeEvents
{
    private static readonly string[] Units = ["PS01", "PS02", "PS03"];
    private static readonly string[] Categories = ["admin/gambling", "admin/drugs", "admin", "theft", "traffic", ""];

    /// <summary>One line; the number decides everything about it, so a brute-force count is easy.</summary>
    public static string Line(int number, int revision = 0, bool withdrawn = false, int year = 2019)
    {
        DateTimeOffset at = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)).AddMinutes(number * 7 % 525_000);
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"source":"dispatch110","id":"{{year}}-{{number}}","metric":"incident","category":"{{CategoryOf(number)}}","unit":"{{UnitOf(number)}}","occurredAt":"{{at:yyyy-MM-ddTHH:mm:sszzz}}","revision":{{revision}},"withdrawn":{{(withdrawn ? "true" : "false")}}}""");
    }

    /// <summary>Unit of the event with this number.</summary>
    public static string UnitOf(int number) => Units[number % Units.Length];

    /// <summary>Category of the event with this number.</summary>
    public static string CategoryOf(int number) => Categories[number % Categories.Length];

    /// <summary>An NDJSON body of numbered events.</summary>
    public static string Body(IEnumerable<int> numbers, int year = 2019) => string.Join('\n', numbers.Select(number => Line(number, year: year))) + "\n";

    /// <summary>Posts an NDJSON body and gives the answer.</summary>
    public static async Task<JsonElement> PostAsync(HttpClient client, string body, CancellationToken cancellationToken)
    {
        using StringContent content = new(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using HttpResponseMessage answer = await client.PostAsync("/api/v1/events", content, cancellationToken);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>Items of one statistics question.</summary>
    public static async Task<JsonElement[]> StatisticsAsync(HttpClient client, string query, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await client.GetAsync("/api/v1/statistics?" + query, cancellationToken);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{query}\n{(int)answer.StatusCode}: {text}");
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray()];
    }

    /// <summary>The one count that a statistics question gives; null = unknown.</summary>
    public static async Task<long?> CountAsync(HttpClient client, string query, CancellationToken cancellationToken)
    {
        JsonElement value = Assert.Single(await StatisticsAsync(client, query, cancellationToken)).GetProperty("value");
        return value.ValueKind == JsonValueKind.Null ? null : value.GetInt64();
    }
}
