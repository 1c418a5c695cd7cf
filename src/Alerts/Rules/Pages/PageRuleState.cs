namespace Tongbi.Alerts.Rules.Pages;

/// <summary>Whether a rule made on a page is in force.</summary>
public enum PageRuleState
{
    /// <summary>It is.</summary>
    InForce,

    /// <summary>A file defines its id: files win. It comes back when the file gives the id up.</summary>
    Overruled,

    /// <summary>It no longer fits the catalogue, or there are too many alerts with it. Kept for somebody to mend.</summary>
    Unusable,
}
