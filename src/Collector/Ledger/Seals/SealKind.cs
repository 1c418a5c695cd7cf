namespace Tongbi.Collector.Ledger.Seals;

/// <summary>What an act does to a month. Stored by number: never renumber.</summary>
public enum SealKind
{
    /// <summary>Opens it again: changes are ordinary ones.</summary>
    Open = 0,

    /// <summary>Closes it (结账): changes are still taken and show as restatements.</summary>
    Close = 1,

    /// <summary>Locks it (锁定): what would change it is refused.</summary>
    Lock = 2,

    /// <summary>Lets changes into a locked month for a limited time; it stays locked otherwise.</summary>
    Amend = 3,
}
