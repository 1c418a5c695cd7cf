namespace Tongbi.Collector.Ingest;

/// <summary>
/// Lets a bounded number of requests in at a time, fairly between senders: a free turn goes to the sender that holds the fewest, among equals
/// in rotation, and none may hold them all. So a sender without a turn waits at most until one is given back and each sender before it in the
/// rotation was served once, however much another sends. Within a sender the order of arrival counts. Thread-safe.
/// </summary>
internal sealed class IngestGate(IngestLimits limits)
{
    /// <summary>Waits for a turn; dispose the answer to give it back.</summary>
    /// <param name="sender">Who sends; each name has its own queue.</param>
    /// <param name="policy">Whether the request may be refused.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IngestOverloadedException">The sender's queue is full, or all queues together are and others wait with fewer requests.</exception>
    public Task<IDisposable> EnterAsync(string sender, OverloadPolicy policy, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<IDisposable>(cancellationToken);
        }

        lock (gate)
        {
            Queue queue = QueueOf(sender);
            if (free > 0 && queue.Held < MostTurns && queue.Waiting.Count == 0)
            {
                return Task.FromResult<IDisposable>(Take(queue));
            }

            if (policy == OverloadPolicy.Refuse && Refusal(queue) is { } refusal)
            {
                Forget(queue);
                return Task.FromException<IDisposable>(refusal);
            }

            Waiter waiter = Append(queue, policy);
            waiter.Patience = cancellationToken.UnsafeRegister(_ => GiveUp(waiter, cancellationToken), null);
            return waiter.Turn.Task;
        }
    }

    /// <summary>Why one more request cannot wait; null if it can, perhaps because one of a busier sender was sent away for it.</summary>
    private IngestOverloadedException? Refusal(Queue queue)
    {
        if (queue.Refusable >= limits.MaxWaitingPerSender)
        {
            return new IngestOverloadedException(limits.RetryAfter, isOwnDoing: true);
        }

        if (refusable < limits.MaxWaiting)
        {
            return null;
        }

        IngestOverloadedException full = new(limits.RetryAfter, isOwnDoing: false);
        Queue? longest = inRotation.MaxBy(other => other.Refusable);
        if (longest is null || longest.Refusable <= queue.Refusable + 1)
        {
            return full;
        }

        Waiter newest = longest.Waiting.Last(waiter => waiter.Policy == OverloadPolicy.Refuse);
        Remove(newest);
        newest.Turn.TrySetException(full);
        return null;
    }

    private Waiter Append(Queue queue, OverloadPolicy policy)
    {
        Waiter waiter = new(queue, policy);
        queue.Waiting.AddLast(waiter);
        if (queue.Waiting.Count == 1)
        {
            inRotation.AddLast(queue);
        }

        CountRefusable(waiter, 1);
        return waiter;
    }

    private void GiveUp(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (waiter.Turn.TrySetCanceled(cancellationToken))
            {
                Remove(waiter);
                Forget(waiter.Queue);
            }
        }
    }

    private void GiveBack(Queue queue)
    {
        lock (gate)
        {
            queue.Held--;
            free++;
            while (free > 0 && inRotation.Where(other => other.Held < MostTurns).MinBy(other => other.Held) is { } next)
            {
                Waiter waiter = next.Waiting.First!.Value; // not null: only queues with someone waiting are in rotation
                Remove(waiter);
                if (next.Waiting.Count > 0)
                {
                    inRotation.Remove(next);
                    inRotation.AddLast(next);
                }

                waiter.Turn.SetResult(Take(next));
            }

            Forget(queue);
        }
    }

    private void Remove(Waiter waiter)
    {
        waiter.Patience.Unregister();
        waiter.Queue.Waiting.Remove(waiter);
        if (waiter.Queue.Waiting.Count == 0)
        {
            inRotation.Remove(waiter.Queue);
        }

        CountRefusable(waiter, -1);
    }

    private void CountRefusable(Waiter waiter, int change)
    {
        if (waiter.Policy == OverloadPolicy.Refuse)
        {
            waiter.Queue.Refusable += change;
            refusable += change;
        }
    }

    private Turn Take(Queue queue)
    {
        free--;
        queue.Held++;
        return new Turn(this, queue);
    }

    private Queue QueueOf(string sender)
    {
        if (!queues.TryGetValue(sender, out Queue? queue))
        {
            queues.Add(sender, queue = new Queue(sender));
        }

        return queue;
    }

    private void Forget(Queue queue)
    {
        if (queue.Held == 0 && queue.Waiting.Count == 0)
        {
            queues.Remove(queue.Sender);
        }
    }

    /// <summary>One turn is always left for somebody else, unless there is only one.</summary>
    private int MostTurns => Math.Max(1, limits.MaxConcurrent - 1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue> queues = new(StringComparer.Ordinal);

    /// <summary>Senders with somebody waiting, the one served longest ago first.</summary>
    private readonly LinkedList<Queue> inRotation = new();

    private int free = limits.MaxConcurrent;
    private int refusable;

    private sealed class Queue(string sender)
    {
        public string Sender => sender;

        public LinkedList<Waiter> Waiting { get; } = new();

        public int Held { get; set; }

        public int Refusable { get; set; }
    }

    private sealed class Waiter(Queue queue, OverloadPolicy policy)
    {
        public Queue Queue => queue;

        public OverloadPolicy Policy => policy;

        /// <summary>The watch on its cancellation.</summary>
        public CancellationTokenRegistration Patience { get; set; }

        /// <summary>Completed under the lock; what awaits it runs elsewhere.</summary>
        public TaskCompletionSource<IDisposable> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Turn(IngestGate gate, Queue queue) : IDisposable
    {
        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) == 0)
            {
                gate.GiveBack(queue);
            }
        }

        private int given;
    }
}
