using System.Text.Json;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Sources.Database;

/// <summary>
/// How far each pull has come, a small file each in the data directory, replaced as a whole. Losing one only means reading again: the
/// ledger knows duplicates. What must never happen is a watermark ahead of the ledger, so a cursor also says which data set it belongs to and
/// how far that was; one that is ahead of the ledger (a backup was put back) does not count.
/// </summary>
internal sealed class PullCursors(string folder, ILedger ledger)
{
    /// <summary>The watermark of a pull; null if it is to begin at its beginning.</summary>
    public Watermark? Load(PullDefinition pull)
    {
        try
        {
            Stored? stored = JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(PathOf(pull.Id)), Options);
            return stored is not null && stored.Ledger == ledger.Identity && stored.Version <= ledger.Version
                && Enum.TryParse(stored.Kind, out WatermarkKind kind) && kind == pull.Watermark.From.Kind && Watermark.TryParse(kind, stored.Watermark, out Watermark watermark)
                ? watermark
                : null;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a watermark; call it only when everything up to there is committed. It is on disk when this returns.</summary>
    public void Save(string id, Watermark watermark, long version)
    {
        Directory.CreateDirectory(folder);
        string draft = PathOf(id) + ".new";
        using (FileStream file = new(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, new Stored(watermark.ToString(), watermark.Kind.ToString(), ledger.Identity, version), Options);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, PathOf(id), overwrite: true);
    }

    private string PathOf(string id) => Path.Combine(folder, id + ".json");

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private sealed record Stored(string Watermark, string Kind, Guid Ledger, long Version);
}
