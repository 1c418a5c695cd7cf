namespace Tongbi.Collector.Sources.Folder;

/// <summary>Sequence numbers that did not come.</summary>
/// <param name="From">The first of them.</param>
/// <param name="To">The last of them.</param>
public sealed record SequenceGap(long From, long To);
