namespace Tongbi.Collector.Ledger;

/// <summary>A validated ready figure, as the ledger takes it: it replaces the one known for the same series, grain and start.</summary>
/// <param name="Start">Start of the bucket in the units of its grain (see <see cref="BucketGrain"/>).</param>
/// <param name="Count">The figure, 0 or more.</param>
/// <param name="Revision">0 or more; see <see cref="ILedger.CommitAsync"/> for figures without revisions.</param>
/// <param name="Series">Handle of the leaf series.</param>
/// <param name="Grain">Grain of the figure; never <see cref="BucketGrain.Event"/>.</param>
/// <param name="Withdrawn">Whether the figure is taken back: the bucket is unknown again.</param>
public readonly record struct FigureRecord(long Start, long Count, long Revision, int Series, BucketGrain Grain, bool Withdrawn);
