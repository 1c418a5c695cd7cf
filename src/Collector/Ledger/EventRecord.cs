namespace Tongbi.Collector.Ledger;

/// <summary>A validated countable happening, as the ledger takes it. 48 bytes, no reference: it can be spooled as it is.</summary>
/// <param name="Key">Keyed hash of (source, id), 128 bits.</param>
/// <param name="OccurredAt">Unix second at which it occurred.</param>
/// <param name="Revision">0 or more; the highest one counts.</param>
/// <param name="Series">Handle of the leaf series in the <see cref="SeriesRegistry"/>.</param>
/// <param name="Quantity">What it adds to the count, −1,000,000 to 1,000,000.</param>
/// <param name="Withdrawn">Whether this revision takes the record out of every count.</param>
public readonly record struct EventRecord(UInt128 Key, long OccurredAt, long Revision, int Series, int Quantity, bool Withdrawn);
