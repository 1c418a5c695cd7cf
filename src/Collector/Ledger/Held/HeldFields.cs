namespace Tongbi.Collector.Ledger.Held;

/// <summary>Which codes of a record wait for a line in the code table. Stored by number: never renumber.</summary>
[Flags]
public enum HeldFields
{
    /// <summary>None: it can be counted.</summary>
    None = 0,

    /// <summary>Its category.</summary>
    Category = 1,

    /// <summary>Its unit.</summary>
    Unit = 2,
}
