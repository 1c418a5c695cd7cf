using System.Text.Json;

namespace Tongbi.Collector.Publishing;

/// <summary>A target's cursor on disk: <c>publish/&lt;id&gt;.json</c> in the data directory, written beside, flushed to disk and moved into place.</summary>
internal sealed class CursorFile(string folder, string id)
{
    private readonly string path = Path.Combine(folder, id + ".json");

    /// <summary>Reads it; null where it is absent or damaged: then the whole history is published again, which changes nothing that is right.</summary>
    public PublishCursor? Load()
    {
        try
        {
            return JsonSerializer.Deserialize<PublishCursor>(File.ReadAllBytes(path)) is { Format: 1, Version: >= 0, Entries: >= 0 } cursor ? cursor : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Writes it; when this returns it survives a power cut.</summary>
    public void Save(PublishCursor cursor)
    {
        Directory.CreateDirectory(folder);
        string beside = path + ".new";
        using (FileStream file = new(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, cursor);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
