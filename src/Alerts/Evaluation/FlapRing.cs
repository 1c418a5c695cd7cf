using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Evaluation;

/// <summary>
/// The last 21 levels of an instance, three bits each, the newest in the lowest; a level never seen counts as none. Changes weigh from 0.8
/// (the oldest) to 1.2 (the newest), as Kapacitor has it.
/// </summary>
/// <param name="Bits">The levels.</param>
public readonly record struct FlapRing(ulong Bits)
{
    /// <summary>States that are remembered.</summary>
    public const int Length = 21;

    /// <summary>An alert begins to flap above this share of changes.</summary>
    public const double High = 0.5;

    /// <summary>It has settled below this.</summary>
    public const double Low = 0.25;

    /// <summary>The ring with one more level.</summary>
    public FlapRing Push(Severity? level) => new(((Bits << BitsPerState) | (ulong)(level ?? 0)) & Mask);

    /// <summary>Weighted share of changes, 0 to 1.</summary>
    public double Share()
    {
        if (Bits is 0 or Mask)
        {
            return 0;
        }

        const int Changes = Length - 1;
        double sum = 0;
        for (int change = 0; change < Changes; change++)
        {
            // change 0 is the newest.
            if (StateAt(change) != StateAt(change + 1))
            {
                sum += 1.2 - (0.4 * change / (Changes - 1));
            }
        }

        return sum / Changes;
    }

    private ulong StateAt(int age) => (Bits >> (age * BitsPerState)) & 7;

    private const int BitsPerState = 3;
    private const ulong Mask = (1UL << (Length * BitsPerState)) - 1;
}
