namespace Tongbi.Collector.Ledger.Held;

/// <summary>What is to become of a record that waits.</summary>
/// <param name="Series">Handle of the series that it is to be counted in; −1 = none.</param>
/// <param name="Unmapped">What it goes on waiting for, if it does.</param>
/// <param name="IsDropped">Whether it is to be forgotten.</param>
public readonly record struct HeldVerdict(int Series, HeldFields Unmapped, bool IsDropped)
{
    /// <summary>It is forgotten.</summary>
    public static HeldVerdict Drop { get; } = new(-1, HeldFields.None, true);

    /// <summary>It is counted.</summary>
    public static HeldVerdict Count(int series) => new(series, HeldFields.None, false);

    /// <summary>It goes on waiting.</summary>
    public static HeldVerdict Wait(HeldFields unmapped) => new(-1, unmapped, false);
}
