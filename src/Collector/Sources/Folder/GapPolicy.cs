namespace Tongbi.Collector.Sources.Folder;

/// <summary>What becomes of a file whose manifest tells that one before it is missing.</summary>
public enum GapPolicy
{
    /// <summary>It is taken, and the gap is shown until the missing one comes.</summary>
    Continue,

    /// <summary>It waits until the missing one comes.</summary>
    Wait,
}
