using System.Globalization;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>A folder that settled files are moved into, with a subfolder for each day.</summary>
/// <param name="root">The folder.</param>
internal sealed class SettledFolder(string root)
{
    /// <summary>A place for a file that nothing has yet.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="day">The office's date.</param>
    public string PlaceFor(string name, DateOnly day)
    {
        string folder = Path.Combine(root, day.ToString(DayFormat, CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        for (int copy = 1; ; copy++)
        {
            string place = Path.Combine(folder, copy == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{copy}~{name}"));
            if (!Exists(place) && !Exists(place + FileManifest.Suffix))
            {
                return place;
            }
        }
    }

    /// <summary>
    /// Moves a file that was settled. If another one was put under its name in the meantime, that one was not read: it goes back.
    /// </summary>
    /// <exception cref="IOException">It cannot be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be moved.</exception>
    public static void Move(DropFile file, string place)
    {
        File.Move(file.Path, place, overwrite: false);
        if (!IsSame(FileIdentity.At(place), file.Identity))
        {
            File.Move(place, file.Path, overwrite: false);
            throw new IOException("The file changed, or another took its name, while it was moved; it was put back and will be read.");
        }
    }

    /// <summary>Removes files of days before one, and their folders; nothing else.</summary>
    /// <returns>How many were removed.</returns>
    public int RemoveBefore(DateOnly day)
    {
        int removed = 0;
        foreach (DirectoryInfo folder in new DirectoryInfo(root).EnumerateDirectories())
        {
            if (folder.LinkTarget is not null || !DateOnly.TryParseExact(folder.Name, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly of) || of >= day)
            {
                continue;
            }

            foreach (FileInfo file in folder.EnumerateFiles().Where(file => file.LinkTarget is null))
            {
                file.Delete();
                removed++;
            }

            if (!folder.EnumerateFileSystemInfos().Any())
            {
                folder.Delete();
            }
        }

        return removed;
    }

    // Over the border of a file system a file gets another number, and its time may lose its fraction.
    private static bool IsSame(in FileIdentity moved, in FileIdentity meant) =>
        moved == meant || (moved.Node != meant.Node && moved.Length == meant.Length && Math.Abs(moved.Modified - meant.Modified) < 2_000_000_000);

    private static bool Exists(string path) => FileIdentity.At(path).Kind != FileEntryKind.Missing;

    private const string DayFormat = "yyyy-MM-dd";
}
