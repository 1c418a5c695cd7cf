namespace Tongbi.Collector.Counts;

/// <summary>What the change log tells of one source's deliveries.</summary>
internal sealed class SourceKnowledge
{
    /// <summary>Hour of the first event of any metric: steps down as earlier ones come in.</summary>
    public StepLog FirstEvent { get; } = new();

    /// <summary>Hour of the latest delivery that changed a count, one step an hour at most. Only for looking back: the ledger's activity knows more of the present.</summary>
    public StepLog LastChange { get; } = new();

    /// <summary>Version whose delivery was noted last.</summary>
    public long NotedVersion { get; set; }
}
