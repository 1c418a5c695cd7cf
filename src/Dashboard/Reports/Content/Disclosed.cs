namespace Tongbi.Dashboard.Reports.Content;

/// <summary>Whether a count may be printed.</summary>
internal enum Disclosed
{
    /// <summary>As it is.</summary>
    Shown,

    /// <summary>It is 1 to 4 and printed as "&lt;5".</summary>
    Few,

    /// <summary>It is withheld, since another could be recomputed from it.</summary>
    Withheld,
}
