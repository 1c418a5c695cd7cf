namespace Tongbi.Testing;

/// <summary>Finds the repository and, beside it, the shared folder with real data that is never committed.</summary>
public static class RepositoryPaths
{
    /// <summary>Root of the working copy: the nearest folder upwards with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The shared folder beside the working copy; null in a public clone.</summary>
    public static string? Shared { get; } = FindShared();

    /// <summary>A file under the shared folder; null where the folder or file is absent.</summary>
    public static string? SharedFile(params string[] parts)
    {
        if (Shared is null)
        {
            return null;
        }

        string path = Path.Combine([Shared, .. parts]);
        return File.Exists(path) ? path : null;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tongbi.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("No Tongbi.slnx above " + AppContext.BaseDirectory);
    }

    private static string? FindShared()
    {
        string? given = Environment.GetEnvironmentVariable("TONGBI_SHARED");
        string path = given ?? Path.GetFullPath(Path.Combine(Root, "..", "shared"));
        return Directory.Exists(Path.Combine(path, "data")) ? path : null;
    }
}
