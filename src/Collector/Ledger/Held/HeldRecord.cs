namespace Tongbi.Collector.Ledger.Held;

/// <summary>A record that is good but for codes nobody has mapped yet: kept with the codes as the source wrote them, and counted nowhere.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Metric">Metric id; empty where the category's code is to choose it.</param>
/// <param name="Category">Category as sent; empty if none was.</param>
/// <param name="Unit">Unit as sent.</param>
/// <param name="Grain">Grain of a figure, or <see cref="BucketGrain.Event"/>.</param>
/// <param name="Key">Event: keyed hash of (source, id). Figure: 0.</param>
/// <param name="Start">Start of the bucket in the units of its grain.</param>
/// <param name="Second">Unix second at which it occurred, or its period begins: by its statistical date codes are looked up.</param>
/// <param name="Quantity">Quantity, or figure.</param>
/// <param name="Revision">Revision.</param>
/// <param name="Withdrawn">Whether it takes the record out of every count.</param>
/// <param name="Unmapped">What it waits for.</param>
public sealed record HeldRecord(
    string Source,
    string Metric,
    string Category,
    string Unit,
    BucketGrain Grain,
    UInt128 Key,
    long Start,
    long Second,
    long Quantity,
    long Revision,
    bool Withdrawn,
    HeldFields Unmapped);
