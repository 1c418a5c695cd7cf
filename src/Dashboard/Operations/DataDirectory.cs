namespace Tongbi.Dashboard.Operations;

/// <summary>The data directory: where each stored thing has its place. Readable by the owner only.</summary>
public sealed class DataDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private DataDirectory(string path) => Path = path;

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Users, keys and devices.</summary>
    public string SecurityFile => In("security.db");

    /// <summary>What the first start prints, for the administrator to note and delete.</summary>
    public string FirstRunFile => In("first-run.json");

    /// <summary>Secrets of this installation: session keys, the key of the id hash.</summary>
    public string KeysFolder => In("keys");

    /// <summary>Key of the hash under which sources' own reference numbers are stored.</summary>
    public string IdHashKeyFile => System.IO.Path.Combine(KeysFolder, "id-hash.key");

    /// <summary>Layouts of walls that were drawn on the page, with their earlier versions.</summary>
    public string WallsFolder => In("walls");

    /// <summary>Rolling log files.</summary>
    public string LogsFolder => In("logs");

    /// <summary>Held locked by the one server that runs on this directory.</summary>
    public string ServerLockFile => In("server.lock");

    /// <summary>Opens the directory, making it where it is absent.</summary>
    /// <exception cref="OperatorException">It cannot be made or written.</exception>
    public static DataDirectory OpenOrCreate(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        try
        {
            CreatePrivate(full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The data directory {full} cannot be made: {error.Message}", error);
        }

        return new DataDirectory(full);
    }

    /// <summary>Opens a directory that a server or an import has made before.</summary>
    /// <exception cref="OperatorException">There is none: most likely <c>--data</c> names the wrong place.</exception>
    public static DataDirectory OpenExisting(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        return Directory.Exists(full)
            ? new DataDirectory(full)
            : throw new OperatorException($"There is no data directory at {full}; start the server once, or name the right one with --data.");
    }

    /// <summary>A file or folder of this name inside the directory.</summary>
    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes a folder that only its owner may enter; an existing one is left as it is.</summary>
    public static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    /// <summary>
    /// Takes the directory for one server. Verbs run beside it without this lock: the stores take several processes, the background work does not.
    /// The operating system frees the lock however the process ends.
    /// </summary>
    /// <exception cref="OperatorException">A server is running on this directory.</exception>
    public IDisposable LockForServer()
    {
        try
        {
            return new FileStream(ServerLockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new OperatorException($"A server is already running on the data directory {Path}; stop it, or give this one another --data.", error);
        }
    }
}
