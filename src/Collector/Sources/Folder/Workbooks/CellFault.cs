namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>Why a cell has no value that can be trusted.</summary>
internal enum CellFault : byte
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>It is computed, and what it shows may be out of date or somebody else's.</summary>
    Formula,

    /// <summary>It shows an error such as #N/A.</summary>
    Error,

    /// <summary>A number of more than 15 digits, of which spreadsheets keep only the first 15.</summary>
    LostDigits,

    /// <summary>A date that is none.</summary>
    BadDate,

    /// <summary>It cannot be read, or is longer than any record.</summary>
    Unreadable,
}
