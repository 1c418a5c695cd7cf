using System.Text.Json;

namespace Tongbi.Collector.Publishing;

/// <summary>A target's cursor on disk: <c>publish/&lt;name&gt;.json</c> in the data directory, written beside, flushed to disk and moved into place.</summary>
internal sealed class CursorFile<T>(string folder, string name, Predicate<T> isSound)
    where T : class
{
    private readonly string path = Path.Combine(folder, name + ".json");

    /// <summary>Reads it; null where it is absent or damaged: then the whole history is published again, which changes nothing that is right.</summary>
    public T? Load()
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path)) is { } cursor && isSound(cursor) ? cursor : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Writes it; when this returns it survives a power cut.</summary>
    public void Save(T cursor)
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
