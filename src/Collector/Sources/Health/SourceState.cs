namespace Tongbi.Collector.Sources.Health;

/// <summary>How a source is doing. A silent source is never a zero.</summary>
public enum SourceState
{
    /// <summary>It never delivered anything.</summary>
    Never,

    /// <summary>It delivered in time.</summary>
    Live,

    /// <summary>Its last success is at least <see cref="Catalog.SourceSystem.LateAfter"/> ago.</summary>
    Late,

    /// <summary>Its last success is at least <see cref="Catalog.SourceSystem.SilentAfter"/> ago.</summary>
    Silent,

    /// <summary>Its last delivery was refused as a whole, after its last success or without there ever having been one; or a way in of ours
    /// (a folder, a pull) fails for it.</summary>
    Failed,
}
