using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime.Extensions;
using NodaTime.Text;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Walls.Editing;

/// <summary>
/// Layouts that were drawn on the page: <c>walls/&lt;id&gt;.yaml</c> in the data directory is the one in force, <c>walls/versions/&lt;id&gt;.&lt;n&gt;.yaml</c>
/// are all that were saved, with author and time in their first line. Written so that a crash leaves the old or the new one. Thread-safe.
/// </summary>
internal sealed partial class SavedWalls(string folder, TimeProvider time)
{
    /// <summary>Versions of a layout that are kept.</summary>
    public const int KeptVersions = 100;

    /// <summary>Whether a name is one that a layout may have.</summary>
    public static bool IsName(string id) => Name().IsMatch(id);

    /// <summary>Number of the newest version, also of a layout that was deleted; 0 = there never was one.</summary>
    public int Version(string id)
    {
        lock (gate)
        {
            return Versions(id).LastOrDefault();
        }
    }

    /// <summary>Whether a layout is saved.</summary>
    public bool Has(string id) => File.Exists(FileOf(id));

    /// <summary>The text in force; null = none is saved.</summary>
    public string? Read(string id)
    {
        lock (gate)
        {
            return Has(id) ? File.ReadAllText(FileOf(id)) : null;
        }
    }

    /// <summary>Saves a layout durably, unless it was saved by somebody else since version <paramref name="seen"/>.</summary>
    /// <returns>Number of the new version; null = there is a newer one than was seen.</returns>
    public int? Save(string id, string yaml, int seen, string author)
    {
        lock (gate)
        {
            int newest = Version(id);
            if (newest != seen)
            {
                return null;
            }

            DataDirectory.CreatePrivate(folder);
            DataDirectory.CreatePrivate(VersionsFolder);
            string head = $"# version {newest + 1}, saved {InstantPattern.General.Format(time.GetUtcNow().ToInstant())} by {author.ReplaceLineEndings(" ")}\n";
            byte[] text = Encoding.UTF8.GetBytes(head + WithoutHead(yaml));
            Write(VersionFile(id, newest + 1), text);
            Write(FileOf(id), text);
            foreach (int old in Versions(id).SkipLast(KeptVersions))
            {
                File.Delete(VersionFile(id, old));
            }

            return newest + 1;
        }
    }

    /// <summary>Takes a layout away; its versions stay.</summary>
    /// <returns>False if none is saved.</returns>
    public bool Delete(string id)
    {
        lock (gate)
        {
            if (!Has(id))
            {
                return false;
            }

            File.Delete(FileOf(id));
            return true;
        }
    }

    private static void Write(string file, byte[] text)
    {
        string temporary = file + ".new";
        using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(text);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }

    /// <summary>The text without the line that an earlier save put before it.</summary>
    private static string WithoutHead(string yaml) =>
        yaml.StartsWith("# version ", StringComparison.Ordinal) && yaml.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? yaml[(end + 1)..] : yaml;

    private int[] Versions(string id) => !Directory.Exists(VersionsFolder) ? [] :
    [
        .. Directory.EnumerateFiles(VersionsFolder, id + ".*.yaml")
            .Select(file => Path.GetFileNameWithoutExtension(file)[(id.Length + 1)..])
            .Select(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0)
            .Where(version => version > 0)
            .Order(),
    ];

    private string VersionsFolder => Path.Combine(folder, "versions");

    private string FileOf(string id) => Path.Combine(folder, id + ".yaml");

    private string VersionFile(string id, int version) => Path.Combine(VersionsFolder, string.Create(CultureInfo.InvariantCulture, $"{id}.{version}.yaml"));

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    private readonly Lock gate = new();
}
