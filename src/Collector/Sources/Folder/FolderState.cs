namespace Tongbi.Collector.Sources.Folder;

/// <summary>What a watched folder is doing.</summary>
public enum FolderState
{
    /// <summary>It was not looked at yet.</summary>
    Starting,

    /// <summary>Nothing is to be done, or what is there is not complete yet.</summary>
    Watching,

    /// <summary>A file is being read.</summary>
    Reading,

    /// <summary>Files wait for one whose sequence number is missing.</summary>
    Waiting,

    /// <summary>The folder, or what it feeds, cannot be worked on.</summary>
    Unavailable,

    /// <summary>Another process works on it.</summary>
    Elsewhere,
}
