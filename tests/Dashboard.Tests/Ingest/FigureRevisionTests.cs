using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Tongbi.Dashboard.Tests.Ingest;

/// <summary>A figure that is sent again: by revision, and with the same one the last word counts (docs/sources.md).</summary>
public sealed class FigureRevisionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counts_SentAgain_FollowTheRevisionAndThenTheLastWord()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        (int Count, int Revision, string Fate, int Stands)[] sent =
        [
            (7, 3, "inserted", 7),
            (7, 3, "duplicate", 7),
            (9, 3, "revised", 9),   // the same revision, another count: the last word
            (8, 3, "revised", 8),
            (5, 2, "stale", 8),
            (8, 4, "revised", 8),   // a higher revision that says the same is known from now on
            (6, 3, "stale", 8),
        ];
        foreach ((int count, int revision, string fate, int stands) in sent)
        {
            using HttpResponseMessage answer = await server.Ingest.PostAsJsonAsync("/api/v1/counts", new[] { new { source = "mediation", metric = "dispute.accepted", unit = "PS01", period = "2019-06", count, revision } }, Cancel);
            JsonElement told = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            Assert.Equal((1, fate), (told.GetProperty(fate).GetInt64(), fate));
            JsonElement items = (await server.Admin.GetJsonAsync("/api/v1/statistics?metric=dispute.accepted&unit=PS01&period=2019-06&compare=none")).GetProperty("items");
            Assert.Equal(stands, items[0].GetProperty("value").GetInt64());
        }
    }
}
