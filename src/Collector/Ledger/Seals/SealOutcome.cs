namespace Tongbi.Collector.Ledger.Seals;

/// <summary>What became of asking or approving.</summary>
/// <param name="Act">The act as it stands now; null where it was refused.</param>
/// <param name="Refusal">Why it was refused; null where it was not. Nothing was recorded then.</param>
public sealed record SealOutcome(SealAct? Act, SealRefusal? Refusal)
{
    /// <summary>Recorded.</summary>
    public static SealOutcome Of(SealAct act) => new(act, null);

    /// <summary>Refused.</summary>
    public static SealOutcome Of(SealRefusal refusal) => new(null, refusal);
}
