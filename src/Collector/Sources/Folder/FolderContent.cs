namespace Tongbi.Collector.Sources.Folder;

/// <summary>What one look at a folder found.</summary>
/// <param name="Files">Files that are taken once they are complete.</param>
/// <param name="Manifests">Manifests, by the name of the file that they are of.</param>
/// <param name="Faults">What is left alone.</param>
internal sealed record FolderContent(IReadOnlyList<DropFile> Files, IReadOnlyDictionary<string, DropFile> Manifests, IReadOnlyList<FolderFault> Faults)
{
    /// <summary>Entries that are looked at; beyond them the rest waits for the next look.</summary>
    public const int MaximumEntries = 100_000;

    /// <summary>Lists a folder. Subfolders, hidden files, and files that are still being written under another name are passed over.</summary>
    /// <exception cref="IOException">It cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be listed.</exception>
    public static FolderContent Of(FolderPlan plan)
    {
        List<DropFile> files = [];
        Dictionary<string, DropFile> manifests = new(StringComparer.Ordinal);
        List<FolderFault> faults = [];
        foreach (string path in Directory.EnumerateFileSystemEntries(plan.Path, "*", Everything).Take(MaximumEntries))
        {
            string name = Path.GetFileName(path);
            bool isManifest = name.EndsWith(FileManifest.Suffix, StringComparison.Ordinal);
            string meant = isManifest ? name[..^FileManifest.Suffix.Length] : name;
            if (IsUnfinished(name) || !IsWanted(plan, meant) || (isManifest && plan.Manifest == ManifestPolicy.None))
            {
                continue;
            }

            DropFile file = new(path, name, FileLabel.Of(name, plan.Patterns), IdentityOf(path));
            if (Fault(file) is { } fault)
            {
                faults.Add(fault);
            }
            else if (file.Identity.Kind == FileEntryKind.Regular)
            {
                if (isManifest)
                {
                    manifests[meant] = file;
                }
                else
                {
                    files.Add(file);
                }
            }
        }

        return new FolderContent(files, manifests, faults);
    }

    /// <summary>Whether a name tells that its file is hidden, being written, or one of ours.</summary>
    internal static bool IsUnfinished(string name) =>
        name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal) || name.EndsWith('~')
        || name.EndsWith(ReasonsFile.Suffix, StringComparison.OrdinalIgnoreCase)
        || Unfinished.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    private static bool IsWanted(FolderPlan plan, string name) => plan.Patterns.Count == 0
        ? DropKind.Of(name, DropFormat.Auto) is not null
        : plan.Patterns.Any(pattern => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true));

    private static FolderFault? Fault(DropFile file)
    {
        // Bytes of a name that are not UTF-8 come as replacement characters, and the file cannot be reached under such a name.
        if (file.Name.Contains('\uFFFD') || file.Name.AsSpan().IndexOfAnyInRange('\0', '\x1F') >= 0)
        {
            return new FolderFault(file.Label, FileFault.BadName, "The file's name is not UTF-8, or has control characters in it; rename it.");
        }

        return file.Identity.Kind == FileEntryKind.Other
            ? new FolderFault(file.Label, FileFault.NotAFile, "There is a link, a pipe or a device where a file is expected; put the file itself there.")
            : null;
    }

    private static FileIdentity IdentityOf(string path)
    {
        try
        {
            return FileIdentity.At(path);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private static readonly string[] Unfinished = [".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp", ".new"];

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, RecurseSubdirectories = false, ReturnSpecialDirectories = false };
}
