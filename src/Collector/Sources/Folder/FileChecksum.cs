using System.Security.Cryptography;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>The first pass over a file: its checksum, and how its characters are written.</summary>
internal static class FileChecksum
{
    /// <summary>Reads the file to its end and goes back to its beginning.</summary>
    /// <param name="file">The file.</param>
    /// <param name="probe">Looks at the bytes; null = nobody does.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>SHA-256 in hexadecimal digits.</returns>
    public static async Task<string> ReadAsync(Stream file, TextProbe? probe, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[BlockBytes];
        file.Position = 0;
        int read;
        while ((read = await file.ReadAsync(block, cancellationToken)) > 0)
        {
            hash.AppendData(block, 0, read);
            probe?.Observe(block.AsSpan(0, read));
        }

        file.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private const int BlockBytes = 256 * 1024;
}
