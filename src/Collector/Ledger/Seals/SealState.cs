namespace Tongbi.Collector.Ledger.Seals;

/// <summary>How firm a month's figures are; each is firmer than the one before.</summary>
public enum SealState
{
    /// <summary>Figures may change at any time.</summary>
    Open = 0,

    /// <summary>Figures were reported; later changes are taken and told as restatements.</summary>
    Closed = 1,

    /// <summary>Figures stand; a change needs an approved amendment.</summary>
    Locked = 2,
}
