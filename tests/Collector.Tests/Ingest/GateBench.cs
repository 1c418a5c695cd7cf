using Tongbi.Collector.Ingest;
using Xunit;

namespace Tongbi.Collector.Tests.Ingest;

/// <summary>A gate and everybody before and behind it.</summary>
internal sealed class GateBench(IngestLimits limits)
{
    /// <summary>Whose requests got a turn, in order.</summary>
    public List<string> Served { get; } = [];

    /// <summary>Requests that neither got a turn nor were refused nor went away.</summary>
    public int Unsettled => requests.Count(request => !request.Turn.IsCompleted);

    /// <summary>Sends requests that may be refused.</summary>
    public void Enter(string sender, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Enter(sender);
        }
    }

    /// <summary>Sends one request.</summary>
    public Task<IDisposable> Enter(string sender, OverloadPolicy policy = OverloadPolicy.Refuse)
    {
#pragma warning disable CA2000 // Kept for the length of the test; a source without a timer holds nothing.
        CancellationTokenSource own = new();
#pragma warning restore CA2000
        Task<IDisposable> turn = gate.EnterAsync(sender, policy, own.Token);
        requests.Add(new Request(sender, policy, turn, own));
        Note();
        return turn;
    }

    /// <summary>The sender's oldest turn ends; nothing if it has none.</summary>
    public async Task GiveBackAsync(string sender)
    {
        if (requests.FirstOrDefault(request => request.IsHolding && request.Sender == sender) is { } holder)
        {
            holder.IsOver = true;
            (await holder.Turn).Dispose();
            (await holder.Turn).Dispose(); // twice: a turn counts once
            Note();
        }
    }

    /// <summary>The sender's oldest waiting request goes away; nothing if none waits.</summary>
    public async Task GoAwayAsync(string sender)
    {
        if (requests.FirstOrDefault(request => !request.Turn.IsCompleted && request.Sender == sender) is { } waiting)
        {
            await waiting.Gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Turn);
        }
    }

    /// <summary>Ends every turn, the oldest first, until nobody waits.</summary>
    public async Task DrainAsync()
    {
        while (requests.FirstOrDefault(request => request.IsHolding) is { } holder)
        {
            await GiveBackAsync(holder.Sender);
        }
    }

    /// <summary>Holds the present state to what the gate promises.</summary>
    public void AssertPromises(IngestLimits limits)
    {
        ILookup<string, Request> holding = requests.Where(request => request.IsHolding).ToLookup(request => request.Sender);
        Request[] waiting = [.. requests.Where(request => !request.Turn.IsCompleted)];
        int held = holding.Sum(sender => sender.Count());
        int most = Math.Max(1, limits.MaxConcurrent - 1);
        Assert.InRange(held, 0, limits.MaxConcurrent);
        Assert.All(holding, sender => Assert.InRange(sender.Count(), 0, most));
        Assert.InRange(waiting.Count(request => request.Policy == OverloadPolicy.Refuse), 0, limits.MaxWaiting);
        Assert.All(waiting.Where(request => request.Policy == OverloadPolicy.Refuse).GroupBy(request => request.Sender), sender => Assert.InRange(sender.Count(), 0, limits.MaxWaitingPerSender));
        Assert.All(waiting, request => Assert.True(held == limits.MaxConcurrent || holding[request.Sender].Count() == most, "a request waits beside a turn that it could have"));
        Assert.DoesNotContain(requests, request => request.Policy == OverloadPolicy.Wait && request.Turn.IsFaulted);
        foreach (IGrouping<string, Request> sender in requests.GroupBy(request => request.Sender))
        {
            Assert.DoesNotContain(sender.SkipWhile(request => request.Turn.IsCompleted), request => request.Turn.IsCompletedSuccessfully);
        }
    }

    private void Note()
    {
        foreach (Request request in requests.Where(request => request.Turn.IsCompletedSuccessfully && !request.IsNoted))
        {
            request.IsNoted = true;
            Served.Add(request.Sender);
        }
    }

    private readonly IngestGate gate = new(limits);
    private readonly List<Request> requests = [];

    private sealed class Request(string sender, OverloadPolicy policy, Task<IDisposable> turn, CancellationTokenSource gone)
    {
        public string Sender => sender;

        public OverloadPolicy Policy => policy;

        public Task<IDisposable> Turn => turn;

        public CancellationTokenSource Gone => gone;

        public bool IsOver { get; set; }

        public bool IsNoted { get; set; }

        public bool IsHolding => turn.IsCompletedSuccessfully && !IsOver;
    }
}
