using System.IO.Compression;

namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>
/// An XLSX file opened for reading: a ZIP of XML parts. Refused before anything is unpacked if it is a bomb, holds macros, or takes its
/// values from elsewhere. Not thread-safe.
/// </summary>
internal sealed class WorkbookPackage : IDisposable
{
    private WorkbookPackage(ZipArchive archive, WorkbookLimits limits)
    {
        this.archive = archive;
        this.limits = limits;
    }

    /// <summary>Opens a workbook.</summary>
    /// <param name="file">The file, seekable; the caller keeps it.</param>
    /// <param name="limits">What it may at most be.</param>
    /// <exception cref="FileFaultException">It is none, or is unsafe.</exception>
    public static WorkbookPackage Open(Stream file, WorkbookLimits limits)
    {
        Span<byte> beginning = stackalloc byte[8];
        file.Position = 0;
        int length = file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        if (beginning[..length].SequenceEqual(CompoundFile))
        {
            throw new FileFaultException(FileFault.BadFile, "The file is an old .xls or an encrypted workbook; save it as .xlsx without a password.");
        }

        ZipDirectory.Check(file, limits.Parts);
        file.Position = 0;
        ZipArchive archive = new(file, ZipArchiveMode.Read, leaveOpen: true);
        WorkbookPackage package = new(archive, limits);
        package.Check();
        return package;
    }

    /// <summary>Opens a part whose size is that of the data.</summary>
    public XmlPart OpenData(string name) => new(Entry(name).Open(), limits.UnpackedBytes);

    /// <summary>Opens a part that describes the workbook; null if there is none.</summary>
    public XmlPart? TryOpenDescription(string name)
    {
        if (!entries.TryGetValue(name, out ZipArchiveEntry? entry))
        {
            return null;
        }

        return entry.Length <= limits.DescriptionBytes
            ? new XmlPart(entry.Open(), limits.DescriptionBytes)
            : throw new FileFaultException(FileFault.UnsafeWorkbook, $"A part that describes the workbook is larger than {limits.DescriptionBytes >> 20} MiB; no real one is.");
    }

    /// <summary>Whether there is a part of this name.</summary>
    public bool Has(string name) => entries.ContainsKey(name);

    /// <summary>The relationships of a part: target part and type by id. Targets outside the package are refused.</summary>
    public IReadOnlyDictionary<string, (string Target, string Type)> Relationships(string part)
    {
        int slash = part.LastIndexOf('/');
        string folder = part[..(slash + 1)];
        Dictionary<string, (string, string)> found = new(StringComparer.Ordinal);
        using XmlPart? xml = TryOpenDescription($"{folder}_rels/{part[(slash + 1)..]}.rels");
        while (xml is not null && xml.MoveTo("Relationship"))
        {
            if (xml.Attribute("TargetMode") == "External")
            {
                throw Elsewhere;
            }

            if (xml.Attribute("Id") is { } id && xml.Attribute("Target") is { } target && xml.Attribute("Type") is { } type)
            {
                found[id] = (Resolve(folder, target), type);
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => archive.Dispose();

    private void Check()
    {
        long total = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = entry.FullName;
            total += entry.Length;
            if (total > limits.UnpackedBytes || (entry.Length > limits.RatioFreeBytes && entry.Length / limits.Ratio > entry.CompressedLength))
            {
                throw new FileFaultException(FileFault.UnsafeWorkbook, "The workbook unpacks to far more than any real one does.");
            }

            if (name.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || name.StartsWith("xl/macrosheets/", StringComparison.OrdinalIgnoreCase))
            {
                throw Macros;
            }

            if (name.StartsWith("xl/externalLinks/", StringComparison.OrdinalIgnoreCase) || name.Equals("xl/connections.xml", StringComparison.OrdinalIgnoreCase))
            {
                throw Elsewhere;
            }

            if (!entries.TryAdd(name, entry))
            {
                throw new FileFaultException(FileFault.UnsafeWorkbook, "The workbook has two parts of one name.");
            }
        }

        using XmlPart? types = TryOpenDescription("[Content_Types].xml");
        while (types is not null && types.MoveToTag())
        {
            if (types.IsStart && types.Attribute("ContentType")?.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) == true)
            {
                throw Macros;
            }
        }
    }

    private ZipArchiveEntry Entry(string name) => entries.TryGetValue(name, out ZipArchiveEntry? entry)
        ? entry
        : throw new FileFaultException(FileFault.BadFile, "A part of the workbook is missing; save it again.");

    // Names inside the package only: whatever a target says, it is looked up among the entries and nowhere else.
    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
        {
            return target[1..];
        }

        List<string> steps = [.. folder.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        foreach (string step in target.Split('/'))
        {
            if (step == ".." && steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not (".." or "." or ""))
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    private static FileFaultException Macros => new(FileFault.UnsafeWorkbook, "The workbook holds macros; save it as .xlsx without them.");

    private static FileFaultException Elsewhere => new(FileFault.UnsafeWorkbook, "The workbook takes values from outside itself; paste them as values and save it again.");

    private static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private readonly ZipArchive archive;
    private readonly WorkbookLimits limits;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
}
