using System.Net.Http.Json;
using System.Text.Json;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>A lock that was acknowledged holds, though the process is killed at that moment and records come from all sides.</summary>
public sealed class SealKillTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lock_KilledAroundItsAcknowledgement_HoldsTheFigureOfItsVersion()
    {
        const string Question = "metric=incident&period=2019";
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        using HttpClient second = await SecondPersonAsync(tongbi);
        long[] asked = new long[12];
        for (int month = 0; month < 12; month++)
        {
            asked[month] = await RequestAsync(tongbi.Admin, $"2019-{month + 1:00}");
        }

        int next = 1_000;
        await SomeEvents.PostAsync(tongbi.Ingest, Body(0, next), Cancel);
        for (int kill = 0; kill < 3; kill++)
        {
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            Task sending = SendUntilCutAsync(tongbi, stop.Token);
            for (int month = kill * 4; month < (kill + 1) * 4; month++)
            {
                using HttpResponseMessage approved = await second.PostAsync($"/api/v1/seals/{asked[month]}/approve", null, Cancel);
                approved.EnsureSuccessStatusCode();
            }

            await tongbi.KillAsync();
            await stop.CancelAsync();
            await sending;
            await tongbi.StartAgainAsync(Cancel);
        }

        JsonElement seals = await tongbi.Admin.GetFromJsonAsync<JsonElement>("/api/v1/seals", Cancel);
        JsonElement[] months = [.. seals.GetProperty("months").EnumerateArray()];
        Assert.Equal(12, months.Length);
        Assert.All(months, month => Assert.Equal("locked", month.GetProperty("state").GetString()));

        // Everything again: what was counted is a duplicate, the rest is refused, and no month moves from what it was when it was locked.
        for (int from = 0; from < next; from += 2_000)
        {
            await SomeEvents.PostAsync(tongbi.Ingest, Body(from, Math.Min(2_000, next - from)), Cancel);
        }

        foreach (JsonElement month in months)
        {
            string question = $"metric=incident&period={month.GetProperty("month").GetString()}";
            long? locked = await SomeEvents.CountAsync(tongbi.Admin, $"{question}&asOfVersion={month.GetProperty("version").GetInt64()}", Cancel);
            Assert.Equal(locked ?? 0, await SomeEvents.CountAsync(tongbi.Admin, question, Cancel) ?? 0);
        }

        Assert.InRange(await SomeEvents.CountAsync(tongbi.Admin, Question, Cancel) ?? 0, 1_000, next);

        async Task SendUntilCutAsync(TongbiProcess target, CancellationToken stop)
        {
            try
            {
                while (!stop.IsCancellationRequested)
                {
                    int from = next;
                    next += 200;
                    await SomeEvents.PostAsync(target.Ingest, Body(from, 200), stop);
                }
            }
            catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException or ObjectDisposedException or IOException)
            {
                // The server was killed under it: nothing is known of this batch.
            }
        }
    }

    // Neighbours lie weeks apart, so that every batch touches every month.
    private static string Body(int from, int count) => SomeEvents.Body(Enumerable.Range(from, count).Select(number => number * 6_151 % 75_000));

    private static async Task<HttpClient> SecondPersonAsync(TongbiProcess tongbi)
    {
        using HttpResponseMessage answer = await tongbi.Admin.PostAsJsonAsync("/api/v1/keys", new { name = "second", scopes = new[] { "admin" } }, Cancel);
        JsonElement key = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancel);
        HttpClient client = new() { BaseAddress = tongbi.Url };
        client.DefaultRequestHeaders.Add("X-API-Key", key.GetProperty("key").GetString());
        return client;
    }

    private static async Task<long> RequestAsync(HttpClient admin, string month)
    {
        using HttpResponseMessage answer = await admin.PostAsJsonAsync("/api/v1/seals", new { month, state = "locked", reason = "reported" }, Cancel);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetInt64();
    }
}
