namespace Tongbi.Collector.Ingest;

/// <summary>The folder for spool files, which hold only hashed, validated records and live no longer than their request.</summary>
public sealed class SpoolFolder
{
    /// <summary>Makes the folder, and removes what a killed process left in it.</summary>
    /// <param name="path">Folder in the data directory.</param>
    public SpoolFolder(string path)
    {
        this.path = path;
        Directory.CreateDirectory(path);
        foreach (string left in Directory.EnumerateFiles(path, "*" + Extension))
        {
            try
            {
                File.Delete(left);
            }
            catch (IOException)
            {
                // In use by another process beside this one, on a system that does not let go of open files. It removes them itself.
            }
        }
    }

    /// <summary>Tries whether a spool file can be written.</summary>
    /// <exception cref="IOException">It cannot: the folder is gone, or the disk is full or read-only.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public void Probe()
    {
        using FileStream file = Create();
        file.WriteByte(0);
    }

    /// <summary>Makes a file that vanishes when it is closed.</summary>
    internal FileStream Create()
    {
        string file = Path.Combine(path, Guid.NewGuid().ToString("N") + Extension);
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file, options);
    }

    private const string Extension = ".spool";
    private readonly string path;
}
