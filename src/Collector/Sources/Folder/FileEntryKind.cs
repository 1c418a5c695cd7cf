namespace Tongbi.Collector.Sources.Folder;

/// <summary>What stands in a folder under a name.</summary>
internal enum FileEntryKind
{
    /// <summary>Nothing (any more).</summary>
    Missing,

    /// <summary>A file with content.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link, a pipe, a socket or a device.</summary>
    Other,
}
