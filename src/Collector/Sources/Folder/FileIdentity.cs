namespace Tongbi.Collector.Sources.Folder;

/// <summary>What tells whether a file is still the same and unchanged.</summary>
/// <param name="Kind">What it is; links are not followed.</param>
/// <param name="Node">Number of the file in its file system; 0 where there is none.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="Modified">When it was last written, as finely as the system tells; only good for comparing.</param>
internal readonly record struct FileIdentity(FileEntryKind Kind, ulong Node, long Length, long Modified)
{
    /// <summary>What stands at a path now, without following a link.</summary>
    /// <exception cref="IOException">It cannot be told.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be told.</exception>
    public static FileIdentity At(string path) => OperatingSystem.IsLinux() ? LinuxFile.StatusOf(path) : Portable(path);

    /// <summary>What an open file is.</summary>
    public static FileIdentity Of(FileStream file, string path) => OperatingSystem.IsLinux() ? LinuxFile.StatusOf(file.SafeFileHandle) : Portable(path);

    private static FileIdentity Portable(string path)
    {
        FileInfo file = new(path);
        if (file.LinkTarget is not null)
        {
            return new FileIdentity(FileEntryKind.Other, 0, 0, 0);
        }

        return file.Exists ? new FileIdentity(FileEntryKind.Regular, 0, file.Length, file.LastWriteTimeUtc.Ticks)
            : new FileIdentity(Directory.Exists(path) ? FileEntryKind.Folder : FileEntryKind.Missing, 0, 0, 0);
    }
}
