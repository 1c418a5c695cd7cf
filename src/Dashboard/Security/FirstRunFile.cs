using System.Text.Json;

namespace Tongbi.Dashboard.Security;

/// <summary>The contents of <c>first-run.json</c>, exactly.</summary>
/// <param name="Url">Address of the server.</param>
/// <param name="AdminUser">Name of the administrator.</param>
/// <param name="AdminPassword">Its password.</param>
/// <param name="AdminKey">Reads and writes everything.</param>
/// <param name="IngestKey">Writes for every source, reads nothing.</param>
/// <param name="WallUrl">Opens the default wall, nothing to type.</param>
internal sealed record FirstRunFile(string Url, string AdminUser, string AdminPassword, string AdminKey, string IngestKey, string WallUrl)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>Writes the file as a whole or not at all, readable by its owner only, and on disk before it returns.</summary>
    public void Write(string path)
    {
        string temporary = path + ".new";
        File.Delete(temporary);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream file = new(temporary, options))
        {
            JsonSerializer.Serialize(file, this, Json);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads the file if it is still there and whole.</summary>
    public static FirstRunFile? TryRead(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<FirstRunFile>(File.ReadAllText(path), Json) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
