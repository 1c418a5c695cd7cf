using System.IO.Compression;
using System.Text;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Folder;
using Tongbi.Collector.Sources.Folder.Workbooks;
using Tongbi.Collector.Sources.Http;
using Tongbi.Collector.Sources.Import;

namespace Tongbi.Collector.Tests.Sources.Folder;

/// <summary>Generated workbooks and manifests, most of them broken. One instance is one reproducible run.</summary>
internal sealed class FolderFuzz(int seed, Catalogue catalogue)
{
    /// <summary>Reads a workbook with a few bytes changed, in the package or in one of its parts; anything but a fault of the file is a mistake of ours.</summary>
    public async Task<bool> TryWorkbookAsync(CancellationToken cancellationToken)
    {
        byte[] bytes = random.Next(3) == 0 ? Mutate(good) : Packed();
        try
        {
            using MemoryStream file = new(bytes);
            WorkbookFeed feed = new(file, mapping, new WorkbookOptions(null, null, random.Next(2) == 0), limits);
            await feed.ReadAsync(catalogue, new Nowhere(), cancellationToken);
            return true;
        }
        catch (FileFaultException)
        {
            return false;
        }
    }

    /// <summary>Reads a manifest with a few bytes changed.</summary>
    public bool TryManifest()
    {
        try
        {
            FileManifest read = FileManifest.Read(Mutate(manifest), "a.csv");
            return read.File == "a.csv" && read.Sha256.Length == 64 && read.Bytes >= 0 ? true : throw new InvalidOperationException("A manifest was taken that is none.");
        }
        catch (FileFaultException fault) when (fault.Code == FileFault.BadManifest)
        {
            return false;
        }
    }

    private byte[] Packed()
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            int broken = random.Next(parts.Count);
            for (int part = 0; part < parts.Count; part++)
            {
                using Stream content = zip.CreateEntry(parts[part].Name, CompressionLevel.NoCompression).Open();
                content.Write(part == broken ? Mutate(parts[part].Content) : parts[part].Content);
            }
        }

        return file.ToArray();
    }

    private byte[] Mutate(byte[] from)
    {
        List<byte> bytes = [.. from];
        for (int changes = random.Next(1, 6); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 80), bytes.Count - at)));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]));
                    break;
                case 4:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    private static List<(string Name, byte[] Content)> Unpacked(byte[] workbook)
    {
        List<(string, byte[])> found = [];
        using ZipArchive zip = new(new MemoryStream(workbook));
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream content = entry.Open();
            using MemoryStream bytes = new();
            content.CopyTo(bytes);
            found.Add((entry.FullName, bytes.ToArray()));
        }

        return found;
    }

    private static readonly string[] Words =
    [
        "<row>", "</row>", "<c t=\"s\"><v>99999999999</v></c>", "<c r=\"XFE1\"/>", "<f>", "<!--", "]]>", "<![CDATA[", "&amp;", "&x;", "<!DOCTYPE a>", "\"", "-1", "1e309", "NaN",
        " s=\"99999999999\"", "\0", "\uFEFF", "../", "null", "18446744073709551615", "{", "}", "\\u0000", "\\ud800", "sequence", "<rPh>", "<si/>", "</sheetData>", " r=\"A0\"", " date1904=\"1\"",
    ];

    private static readonly byte[] good = new Sheet().Row("登记").Row("id", "unit", "metric", "occurredAt").Row("A1", "PS01", "incident", Sheet.Date(46054)).Row(17, "PS02", "incident", "2026-01-31T08:00:00").ToBytes();

    private static readonly byte[] manifest = Encoding.UTF8.GetBytes($$"""{"file":"a.csv","bytes":120,"sha256":"{{new string('a', 64)}}","records":3,"sequence":7}""");

    private readonly ImportMapping mapping = ImportMapping.OfContract(RecordKind.Event, "dispatch110", null);
    private readonly WorkbookLimits limits = new() { UnpackedBytes = 1 << 20, SharedTextBytes = 1 << 16 };
    private readonly List<(string Name, byte[] Content)> parts = Unpacked(good);
#pragma warning disable RS0030 // Seeded: a failing run can be made again.
    private readonly Random random = new(seed);
#pragma warning restore RS0030

    private sealed class Nowhere : IRecordSink
    {
        public void Take(ReadOnlySpan<byte> bytes, RawRecord record)
        {
        }

        public void Refuse(RefusalReason reason)
        {
        }
    }
}
