using System.Security.Cryptography;
using System.Text.Json;

namespace Tongbi.Collector.Sources.Import;

/// <summary>
/// Remembers how far unfinished imports are, one small file each. A file counts as the same one if length, time of change, beginning and end are
/// the same and the configuration that says what its rows mean is; anything else is read from its first row.
/// </summary>
/// <param name="folder">Where; made when it is needed.</param>
/// <param name="configuration">All that decides what a row becomes: the texts of catalogue, code tables and mapping.</param>
public sealed class ImportCheckpoints(string folder, string configuration)
{
    /// <summary>Most unfinished imports that are remembered; the oldest are forgotten.</summary>
    public const int Most = 100;

    private const int SampleBytes = 64 * 1024;

    /// <summary>The name under which a file's import is remembered.</summary>
    internal string NameOf(FileStream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(configuration)));
        Span<byte> facts = stackalloc byte[16];
        BitConverter.TryWriteBytes(facts, file.Length);
        BitConverter.TryWriteBytes(facts[8..], File.GetLastWriteTimeUtc(file.SafeFileHandle).Ticks);
        hash.AppendData(facts);
        byte[] sample = new byte[SampleBytes];
        hash.AppendData(sample, 0, RandomAccess.Read(file.SafeFileHandle, sample, 0));
        hash.AppendData(sample, 0, RandomAccess.Read(file.SafeFileHandle, sample, Math.Max(0, file.Length - SampleBytes)));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    /// <summary>How far the import is; null if it was never begun, is finished, or cannot be told.</summary>
    internal ImportCheckpoint? Find(string name)
    {
        try
        {
            using FileStream file = File.OpenRead(PathOf(name));
            return JsonSerializer.Deserialize<ImportCheckpoint>(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            // Reading the rows again is always right, only slower.
            return null;
        }
    }

    /// <summary>Remembers; survives a power failure whole or not at all.</summary>
    internal void Save(string name, ImportCheckpoint checkpoint)
    {
        Directory.CreateDirectory(folder);
        string part = PathOf(name) + ".part";
        using (FileStream file = File.Create(part))
        {
            JsonSerializer.Serialize(file, checkpoint);
            file.Flush(flushToDisk: true);
        }

        File.Move(part, PathOf(name), overwrite: true);
        foreach (string old in Directory.EnumerateFiles(folder, "*.json").OrderByDescending(File.GetLastWriteTimeUtc).Skip(Most).ToArray())
        {
            File.Delete(old);
        }
    }

    /// <summary>Forgets a finished import.</summary>
    internal void Forget(string name)
    {
        if (Directory.Exists(folder))
        {
            File.Delete(PathOf(name));
        }
    }

    private string PathOf(string name) => Path.Combine(folder, name + ".json");
}
