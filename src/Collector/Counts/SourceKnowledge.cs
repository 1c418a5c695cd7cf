namespace Tongbi.Collector.Counts;

/// <summary>What the change log tells of one source's deliveries.</summary>
internal sealed class SourceKnowledge
{
    /// <summary>Hour of the first event of any metric: steps down as earlier ones come in.</summary>
    public StepLog FirstEvent { get; } = new();

    /// <summary>Hour of the latest successful delivery: one that changed a count, or that the ledger notes. One step an hour at most.</summary>
    public StepLog LastHeard { get; } = new();

    /// <summary>Version whose delivery was noted last.</summary>
    public long NotedVersion { get; set; }
}
