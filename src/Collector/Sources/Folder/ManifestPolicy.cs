namespace Tongbi.Collector.Sources.Folder;

/// <summary>Whether files come with a manifest.</summary>
public enum ManifestPolicy
{
    /// <summary>They do not; manifests are left alone.</summary>
    None,

    /// <summary>They may: one that is there is held against the file.</summary>
    Optional,

    /// <summary>They must: a file without one waits for it.</summary>
    Required,
}
