namespace Tongbi.Collector.Sources.Folder;

/// <summary>How many looks in a row found each file unchanged. Not thread-safe.</summary>
internal sealed class StableFiles
{
    /// <summary>Takes in what a look found; files that are gone are forgotten.</summary>
    public void Look(IEnumerable<DropFile> files)
    {
        Dictionary<string, (FileIdentity Identity, int Looks)> now = new(StringComparer.Ordinal);
        foreach (DropFile file in files)
        {
            bool isSame = seen.TryGetValue(file.Name, out (FileIdentity Identity, int Looks) before) && before.Identity == file.Identity;
            now[file.Name] = (file.Identity, isSame ? before.Looks + 1 : 1);
        }

        seen = now;
    }

    /// <summary>How many looks in a row found a file as it is now.</summary>
    public int LooksAt(DropFile file) => seen.TryGetValue(file.Name, out (FileIdentity Identity, int Looks) known) ? known.Looks : 0;

    /// <summary>Begins anew with a file that was found to change.</summary>
    public void Forget(DropFile file) => seen.Remove(file.Name);

    private Dictionary<string, (FileIdentity Identity, int Looks)> seen = new(StringComparer.Ordinal);
}
