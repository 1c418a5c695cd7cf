using System.Text.Json;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>The first promise: any records, any number of times, in any order, cut anywhere by <c>kill -9</c>, yield the same counts.</summary>
public sealed class ExactlyOnceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ingest_KilledAtRandomMoments_CountsEverythingOnceAfterResending()
    {
        const int Kills = 12;
        const int BatchSize = 400;
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        Random random = new(20190101);
        int next = 0;
        int acknowledged = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            Task sending = SendUntilCutAsync(tongbi, stop.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(5, 400)), TimeProvider.System, Cancel);
            await tongbi.KillAsync();
            await stop.CancelAsync();
            await sending;
            await tongbi.StartAgainAsync(Cancel);

            // What was acknowledged before the kill is there, before anything is sent again.
            long total = await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019", Cancel) ?? 0;
            Assert.InRange(total, acknowledged, next);
        }

        for (int from = 0; from < next; from += 2_000)
        {
            await SomeEvents.PostAsync(tongbi.Ingest, SomeEvents.Body(Enumerable.Range(from, Math.Min(2_000, next - from))), Cancel);
        }

        Assert.Equal(next, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019", Cancel));
        JsonElement[] units = await SomeEvents.StatisticsAsync(tongbi.Admin, "metric=incident&period=2019&by=unit", Cancel);
        foreach (IGrouping<string, int> unit in Enumerable.Range(0, next).GroupBy(SomeEvents.UnitOf))
        {
            Assert.Equal(unit.Count(), units.Single(item => item.GetProperty("key").GetString() == unit.Key).GetProperty("value").GetInt64());
        }

        async Task SendUntilCutAsync(TongbiProcess target, CancellationToken stop)
        {
            try
            {
                while (!stop.IsCancellationRequested)
                {
                    int from = next;
                    next += BatchSize;
                    await SomeEvents.PostAsync(target.Ingest, SomeEvents.Body(Enumerable.Range(from, BatchSize)), stop);
                    acknowledged += BatchSize;
                }
            }
            catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException or ObjectDisposedException or IOException)
            {
                // The process was killed in the middle: whether this batch was kept is exactly what is not known.
            }
        }
    }

    [Fact]
    public async Task SameBatch_FromEightConnectionsAtOnce_CountsOnce()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        string body = SomeEvents.Body(Enumerable.Range(0, 5_000));
        JsonElement[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SomeEvents.PostAsync(tongbi.Ingest, body, Cancel)));
        Assert.Equal(5_000, answers.Sum(answer => answer.GetProperty("inserted").GetInt64()));
        Assert.Equal(35_000, answers.Sum(answer => answer.GetProperty("duplicate").GetInt64()));
        Assert.Equal(5_000, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019", Cancel));
    }

    [Fact]
    public async Task Revisions_InAnyOrder_EndInTheSameState()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        string[][] orders =
        [
            [Version(0, "PS01"), Version(1, "PS02"), Version(2, "PS03")],
            [Version(2, "PS03"), Version(0, "PS01"), Version(1, "PS02")],
            [Version(1, "PS02"), Version(2, "PS03"), Version(0, "PS01")],
        ];
        for (int order = 0; order < orders.Length; order++)
        {
            foreach (string line in orders[order])
            {
                await SomeEvents.PostAsync(tongbi.Ingest, line.Replace("ID", "R" + order, StringComparison.Ordinal) + "\n", Cancel);
            }
        }

        JsonElement[] units = await SomeEvents.StatisticsAsync(tongbi.Admin, "metric=incident&period=2019-05-01&by=unit", Cancel);
        Assert.Equal(["0", "0", "3"], units.Select(item => item.GetProperty("value").ToString()));

        await SomeEvents.PostAsync(tongbi.Ingest, Version(3, "PS03").Replace("ID", "R0", StringComparison.Ordinal).Replace("}", ",\"withdrawn\":true}", StringComparison.Ordinal), Cancel);
        Assert.Equal(2, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019-05-01", Cancel));
        JsonElement back = await SomeEvents.PostAsync(tongbi.Ingest, Version(4, "PS01").Replace("ID", "R0", StringComparison.Ordinal), Cancel);
        Assert.Equal(1, back.GetProperty("revised").GetInt64());
        Assert.Equal(3, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019-05-01", Cancel));

        static string Version(int revision, string unit) =>
            $$"""{"source":"dispatch110","id":"ID","unit":"{{unit}}","category":"theft","occurredAt":"2019-05-01T10:00:00+08:00","revision":{{revision}}}""";
    }

    [Fact]
    public async Task Body_WithOneBadLineInTenThousand_CountsTheOthersAndNamesIt()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        string[] lines = [.. Enumerable.Range(0, 10_000).Select(number => SomeEvents.Line(number))];
        lines[6_543] = lines[6_543].Replace($"\"unit\":\"{SomeEvents.UnitOf(6_543)}\"", "\"unit\":\"PS99\"", StringComparison.Ordinal);
        JsonElement answer = await SomeEvents.PostAsync(tongbi.Ingest, string.Join('\n', lines), Cancel);
        Assert.Equal(10_000, answer.GetProperty("received").GetInt64());
        Assert.Equal(9_999, answer.GetProperty("inserted").GetInt64());
        JsonElement refused = Assert.Single(answer.GetProperty("rejected").EnumerateArray());
        Assert.Equal(6_543, refused.GetProperty("index").GetInt64());
        Assert.Equal("unknown_unit", refused.GetProperty("code").GetString());
        Assert.Equal("unit", refused.GetProperty("field").GetString());
        Assert.Equal(9_999, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019", Cancel));
    }
}
