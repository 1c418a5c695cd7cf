using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>More than the program can take: what it acknowledged is there, what it refused is told when to come back, and nobody waits for a flood.</summary>
public sealed class OverloadTests
{
    private const int Turns = 4;
    private const int QueueOfOne = 24;
    private const int QueueOfAll = 36;

    /// <summary>Twice what turns and queue hold.</summary>
    private const int FloodConnections = 2 * (Turns + QueueOfOne);
    private const int FloodRequests = 8;
    private const int OtherConnections = 6;
    private const int OtherRequests = 30;
    private const int Batch = 400;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Flood_AtTwiceTheCapacity_LosesNothingAcknowledgedAndDelaysNobody()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await StartAsync(data.Path);
        using HttpClient flooding = await tongbi.ClientWithScopesAsync(Cancel, "ingest:dispatch110");
        using HttpClient other = await tongbi.ClientWithScopesAsync(Cancel, "ingest:dispatch110");
        using HttpClient dispatch = await tongbi.ClientWithScopesAsync(Cancel, "ingest:dispatch110");
        Tally flood = new();
        Tally second = new();
        int next = 0;
        Task[] floods = [.. Enumerable.Range(0, FloodConnections).Select(_ => Task.Run(() => SendAsync(flooding, flood, FloodRequests, () => Interlocked.Add(ref next, Batch) - Batch)))];
        Task[] others = [.. Enumerable.Range(0, OtherConnections).Select(_ => Task.Run(() => SendAsync(other, second, OtherRequests, () => Interlocked.Add(ref next, Batch) - Batch)))];
        Task crowd = Task.WhenAll([.. floods, .. others]);
        List<int> servedBetween = [];
        int calls = 0;
        while (calls < 20 || (!crowd.IsCompleted && calls < 2_000))
        {
            int before = flood.Acknowledged.Count + second.Acknowledged.Count;
            string call = SomeEvents.Line(calls++, year: 2018);
            using HttpResponseMessage answer = await PostAsync(dispatch, call);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"call {calls}: {(int)answer.StatusCode}");
            servedBetween.Add(flood.Acknowledged.Count + second.Acknowledged.Count - before);
        }

        await crowd;

        // It was an overload indeed, and every refusal said when to come back.
        Assert.NotEmpty(flood.Refused);
        Assert.All(flood.Refused.Concat(second.Refused), refusal => Assert.True(refusal.HasRetryAfter, $"{refusal.Status} without Retry-After"));
        Assert.All(flood.Refused.Concat(second.Refused), refusal => Assert.Contains(refusal.Status, (HttpStatusCode[])[HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable]));
        Assert.Empty(second.Refused);

        // A call waits for the turns under way, not for the queue of the flood.
        Assert.InRange(servedBetween.Order().ElementAt(servedBetween.Count / 2), 0, QueueOfOne / 2);

        // Acknowledged is counted, also after a hard stop; what was refused left no trace and can be sent again.
        int[] acknowledged = [.. flood.Acknowledged.Concat(second.Acknowledged)];
        Assert.Equal(acknowledged.Length * Batch, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019", Cancel));
        await tongbi.KillAsync();
        await tongbi.StartAgainAsync(Cancel);
        Assert.Equal(acknowledged.Length * Batch, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019", Cancel));
        Assert.Equal(calls, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2018", Cancel));
        int[] all = [.. Enumerable.Range(0, next / Batch).Select(batch => batch * Batch)];
        foreach (int[] part in all.Chunk(20))
        {
            await SomeEvents.PostAsync(tongbi.Ingest, string.Concat(part.Select(Body)), Cancel);
        }

        Assert.Equal(next, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019", Cancel));
    }

    private static Task<TongbiProcess> StartAsync(string data)
    {
        Dictionary<string, string> settings = new()
        {
            ["Tongbi__Ingest__MaxConcurrent"] = $"{Turns}",
            ["Tongbi__Ingest__MaxWaitingPerSender"] = $"{QueueOfOne}",
            ["Tongbi__Ingest__MaxWaiting"] = $"{QueueOfAll}",
        };
        return TongbiProcess.StartAsync(data, Configurations.County, settings, Cancel);
    }

    private static async Task SendAsync(HttpClient client, Tally tally, int requests, Func<int> next)
    {
        for (int request = 0; request < requests; request++)
        {
            int from = next();
            using HttpResponseMessage answer = await PostAsync(client, Body(from));
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                tally.Acknowledged.Add(from);
            }
            else
            {
                tally.Refused.Add(new Refusal(answer.StatusCode, answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1)));
            }
        }
    }

    private static string Body(int from) => SomeEvents.Body(Enumerable.Range(from, Batch));

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string body)
    {
        using StringContent content = new(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        return await client.PostAsync("/api/v1/events", content, Cancel);
    }

    private readonly record struct Refusal(HttpStatusCode Status, bool HasRetryAfter);

    private sealed class Tally
    {
        /// <summary>First numbers of the batches that were answered with 200.</summary>
        public ConcurrentBag<int> Acknowledged { get; } = [];

        public ConcurrentBag<Refusal> Refused { get; } = [];
    }
}
