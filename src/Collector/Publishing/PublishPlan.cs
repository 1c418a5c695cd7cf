namespace Tongbi.Collector.Publishing;

/// <summary>All of <c>publish.yaml</c>.</summary>
/// <param name="Targets">In the file's order; their ids differ.</param>
public sealed record PublishPlan(IReadOnlyList<PublishTarget> Targets);
