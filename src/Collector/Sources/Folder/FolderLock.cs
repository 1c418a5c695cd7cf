namespace Tongbi.Collector.Sources.Folder;

/// <summary>
/// Holds a watched folder for one process: a locked file in it, which the system lets go of however the process ends. Makes the folders for
/// settled files too, so that what was read can be moved.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    /// <summary>Name of the file.</summary>
    public const string FileName = ".tongbi.lock";

    private FolderLock(FileStream file) => this.file = file;

    /// <summary>Takes a folder; null if another process has it.</summary>
    /// <exception cref="IOException">The folder is not there or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static FolderLock? TryTake(FolderPlan plan)
    {
        if (!Directory.Exists(plan.Path))
        {
            throw new DirectoryNotFoundException("The folder is not there; make it, or mount what it lies on.");
        }

        Directory.CreateDirectory(plan.Done);
        Directory.CreateDirectory(plan.Failed);
        string path = Path.Combine(plan.Path, FileName);
        if (FileIdentity.At(path).Kind is FileEntryKind.Other or FileEntryKind.Folder)
        {
            throw new IOException($"{FileName} is not a file; remove it.");
        }

        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private readonly FileStream file;
}
