using System.Security.Cryptography;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// The secret under which reference numbers are hashed, in a file of its own (<c>keys/id-hash.key</c> in the data directory, 32 bytes, mode
/// 0600), made at the first start. It must be kept and backed up with the ledger: with another key every record that is sent again would be
/// taken for a new one and counted twice. To rotate it, start a new ledger and send everything again (docs/personal-data.md).
/// </summary>
public sealed class IdHashKey
{
    /// <summary>Length of the key in bytes.</summary>
    public const int Length = 32;

    private IdHashKey(byte[] key) => this.key = key;

    /// <summary>Reads the key, or makes one where there is none. Processes that start together end with the same key.</summary>
    /// <param name="path">The key file.</param>
    /// <param name="mayCreate">Whether a key may be made: false once the ledger holds anything, since its keys would no longer match.</param>
    /// <exception cref="InvalidDataException">The file does not hold a key, or is missing though the ledger is not empty.</exception>
    public static IdHashKey LoadOrCreate(string path, bool mayCreate = true)
    {
        if (!File.Exists(path))
        {
            if (!mayCreate)
            {
                throw new InvalidDataException($"{path} is missing but the ledger is not empty: restore it from the backup that belongs to this ledger, or every record sent again would count twice.");
            }

            Create(path);
        }

        byte[] key = File.ReadAllBytes(path);
        return key.Length == Length
            ? new IdHashKey(key)
            : throw new InvalidDataException($"{path} holds {key.Length} bytes, not a key of {Length}: restore it from the backup that belongs to this ledger.");
    }

    /// <summary>A hasher for one request.</summary>
    public IdHasher CreateHasher() => new(key);

    // Written beside and hard-linked or moved into place without replacing, so that no one ever sees half a key or replaces another's.
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".");
        string draft = path + "." + Guid.NewGuid().ToString("N");
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream stream = new(draft, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(Length));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private readonly byte[] key;
}
