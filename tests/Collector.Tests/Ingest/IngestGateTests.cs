using FsCheck.Xunit;
using Tongbi.Collector.Ingest;
using Xunit;

namespace Tongbi.Collector.Tests.Ingest;

public sealed class IngestGateTests
{
    [Fact]
    public async Task Flood_OfOneSender_LeavesATurnForAnother()
    {
        GateBench gate = new(new IngestLimits { MaxConcurrent = 4 });
        gate.Enter("flood", 10);

        Task<IDisposable> dispatch = gate.Enter("dispatch110");

        Assert.True(dispatch.IsCompletedSuccessfully);
        Assert.Equal(["flood", "flood", "flood", "dispatch110"], gate.Served);
        (await dispatch).Dispose();
        await gate.DrainAsync();
        Assert.Equal(11, gate.Served.Count);
    }

    [Fact]
    public async Task Sender_BesideFloods_WaitsForOneTurnOfEachAtMost()
    {
        GateBench gate = new(new IngestLimits { MaxConcurrent = 1 });
        gate.Enter("flood", 5);
        gate.Enter("second", 5);
        gate.Enter("dispatch110", 3);

        await gate.DrainAsync();

        Assert.Equal(
            ["flood", "flood", "second", "dispatch110", "flood", "second", "dispatch110", "flood", "second", "dispatch110", "flood", "second", "second"],
            gate.Served);
    }

    [Fact]
    public async Task FreeTurn_GoesToTheSenderWithTheFewest()
    {
        GateBench gate = new(new IngestLimits { MaxConcurrent = 4 });
        gate.Enter("flood", 9);
        gate.Enter("second", 9);
        gate.Enter("dispatch110", 1);

        await gate.GiveBackAsync("flood");

        Assert.Equal(["flood", "flood", "flood", "second", "dispatch110"], gate.Served);
        await gate.DrainAsync();
    }

    [Fact]
    public async Task Sender_OverItsOwnBound_IsRefusedWhileOthersStillWait()
    {
        GateBench gate = new(new IngestLimits { MaxConcurrent = 1, MaxWaitingPerSender = 2, MaxWaiting = 10 });
        gate.Enter("flood", 3);

        IngestOverloadedException refused = await Assert.ThrowsAsync<IngestOverloadedException>(() => gate.Enter("flood"));

        Assert.True(refused.IsOwnDoing);
        Assert.False(gate.Enter("dispatch110").IsCompleted);
        await gate.DrainAsync();
        Assert.Equal(4, gate.Served.Count);
    }

    [Fact]
    public async Task WholeBeingFull_TurnsAwayTheNewestOfTheBusiest()
    {
        GateBench gate = new(new IngestLimits { MaxConcurrent = 1, MaxWaitingPerSender = 4, MaxWaiting = 4 });
        _ = gate.Enter("flood");
        Task<IDisposable>[] flood = [gate.Enter("flood"), gate.Enter("flood"), gate.Enter("flood"), gate.Enter("flood")];

        Task<IDisposable> dispatch = gate.Enter("dispatch110");

        IngestOverloadedException turnedAway = await Assert.ThrowsAsync<IngestOverloadedException>(() => flood[3]);
        Assert.False(turnedAway.IsOwnDoing);
        Assert.All(flood[..3], waiting => Assert.False(waiting.IsCompleted));
        await gate.DrainAsync();
        (await dispatch).Dispose();
        Assert.Equal(5, gate.Served.Count);
    }

    [Fact]
    public async Task WayInThatWaits_IsNeverRefusedAndTakesNobodysPlace()
    {
        GateBench gate = new(new IngestLimits { MaxConcurrent = 1, MaxWaitingPerSender = 1, MaxWaiting = 1 });
        _ = gate.Enter("folder");
        Task<IDisposable>[] files = [.. Enumerable.Range(0, 5).Select(_ => gate.Enter("folder", OverloadPolicy.Wait))];
        Task<IDisposable> dispatch = gate.Enter("dispatch110");

        await gate.DrainAsync();

        Assert.All(files.Append(dispatch), turn => Assert.True(turn.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task SenderThatGoesAway_GivesItsPlaceBack()
    {
        GateBench gate = new(new IngestLimits { MaxConcurrent = 1, MaxWaitingPerSender = 1 });
        _ = gate.Enter("flood");
        Task<IDisposable> impatient = gate.Enter("flood");

        await gate.GoAwayAsync("flood");
        Task<IDisposable> next = gate.Enter("flood");

        Assert.True(impatient.IsCanceled);
        Assert.False(next.IsCompleted);
        await gate.DrainAsync();
        Assert.Equal(2, gate.Served.Count);
    }

    /// <summary>Whatever senders do, all bounds hold, nobody waits beside a turn that could be had, and each sender is served in order.</summary>
    [Property(MaxTest = 300)]
    public async Task Gate_UnderAnyTraffic_KeepsItsPromises(int seed)
    {
#pragma warning disable RS0030 // Seeded: the same traffic for the same seed.
        Random random = new(seed);
#pragma warning restore RS0030
        IngestLimits limits = new() { MaxConcurrent = random.Next(1, 5), MaxWaitingPerSender = random.Next(0, 4), MaxWaiting = random.Next(0, 7) };
        GateBench gate = new(limits);
        for (int step = 0; step < 60; step++)
        {
            string sender = "ABCD"[random.Next(4)].ToString();
            switch (random.Next(5))
            {
                case 0:
                    await gate.GiveBackAsync(sender);
                    break;
                case 1:
                    await gate.GoAwayAsync(sender);
                    break;
                default:
                    _ = gate.Enter(sender, random.Next(6) == 0 ? OverloadPolicy.Wait : OverloadPolicy.Refuse);
                    break;
            }

            gate.AssertPromises(limits);
        }

        await gate.DrainAsync();
        Assert.Equal(0, gate.Unsettled);
    }
}
