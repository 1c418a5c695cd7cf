using System.IO.Compression;

namespace Tongbi.Dashboard.Reports.Layout;

/// <summary>Packs an Open XML package again so that the same parts always give the same bytes: fixed order, fixed times.</summary>
internal static class FixedPackage
{
    /// <summary>The earliest time that a zip file can hold; the time of making is in the document's properties.</summary>
    private static readonly DateTimeOffset partTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Copies every part.</summary>
    /// <param name="package">A readable package.</param>
    /// <param name="output">Need not be seekable; left open.</param>
    /// <param name="cancellationToken">Stops between parts.</param>
    public static void Write(Stream package, Stream output, CancellationToken cancellationToken)
    {
        package.Position = 0;
        using ZipArchive from = new(package, ZipArchiveMode.Read, leaveOpen: true);
        using ZipArchive to = new(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (ZipArchiveEntry part in from.Entries.OrderBy(part => Rank(part.FullName)).ThenBy(part => part.FullName, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ZipArchiveEntry copy = to.CreateEntry(part.FullName, part.FullName.EndsWith(".png", StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
            copy.LastWriteTime = partTime;
            using Stream source = part.Open();
            using Stream target = copy.Open();
            source.CopyTo(target);
        }
    }

    /// <summary>Readers that sniff a file's type look at the first part only.</summary>
    private static int Rank(string name) => name switch
    {
        "[Content_Types].xml" => 0,
        "_rels/.rels" => 1,
        _ => 2,
    };
}
