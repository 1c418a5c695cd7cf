namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>What the rows of a table are.</summary>
public enum TableSplit
{
    /// <summary>The subjects themselves.</summary>
    None,

    /// <summary>The units one level down.</summary>
    Unit,

    /// <summary>The categories below.</summary>
    Category,
}
