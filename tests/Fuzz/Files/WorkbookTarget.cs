using System.Globalization;
using System.IO.Compression;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Folder;
using Tongbi.Collector.Sources.Folder.Workbooks;
using Tongbi.Collector.Sources.Import;
using Tongbi.Fuzz.Bodies;
using Tongbi.Testing;

namespace Tongbi.Fuzz.Files;

/// <summary>
/// Workbooks, damaged as packages or in one of their parts. Must hold: no exception but that of a file that is refused as a whole, and the same
/// answer when the same file is read again.
/// </summary>
internal sealed class WorkbookTarget : IFuzzTarget
{
    private static readonly byte[] Good = new Sheet()
        .Row("登记")
        .Row("id", "unit", "metric", "occurredAt")
        .Row("A1", "PS01", "incident", Sheet.Date(46054))
        .Row(17, "PS02", "incident", "2026-01-31T08:00:00")
        .Row("A3", "PS01", Sheet.Formula("B2", "incident"), "2026-01-31T08:00:00")
        .ToBytes();

    private static readonly string[] Tokens =
    [
        "<row>", "</row>", "<row r=\"1048577\">", "<c t=\"s\"><v>99999999999</v></c>", "<c r=\"XFE1\"/>", "<c r=\"A1\" t=\"inlineStr\"><is><t>PS01</t></is></c>", "<f>", "</f>", "<v>", "<!--", "]]>",
        "<![CDATA[", "&amp;", "&x;", "<!DOCTYPE a>", "\"", "-1", "1e309", "NaN", "60", " s=\"99999999999\"", " t=\"b\"", " t=\"e\"", " t=\"d\"", "\0", "\ufeff", "../", "/", "<rPh>", "<si/>", "</sheetData>", " r=\"A0\"",
        " date1904=\"1\"", " TargetMode=\"External\"", "PK\u0001\u0002", "PK\u0005\u0006",
    ];

    /// <inheritdoc/>
    public string Name => "xlsx";

    /// <inheritdoc/>
    public string Meaning => "workbooks, damaged as packages or in a part";

    /// <inheritdoc/>
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{read:N0} of {cases:N0} were read to their end, {records:N0} records were good");

    /// <inheritdoc/>
    public void Check(FuzzRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        byte[] workbook = random.OneIn(3) ? Damaged(Good, random) : Packed(random);
        bool takesFormulas = random.OneIn(2);
        try
        {
            string once = Read(workbook, takesFormulas);
            string again = Read(workbook, takesFormulas);
            if (once != again)
            {
                throw new FuzzFailureException($"Once {once}, again {again}", workbook);
            }
        }
        catch (Exception failure) when (failure is not FuzzFailureException)
        {
            throw new FuzzFailureException(failure.Message, workbook, failure);
        }

        cases++;
    }

    private string Read(byte[] workbook, bool takesFormulas)
    {
        using MemoryStream file = new(workbook);
        using EventIntake intake = FuzzBureau.NewEventIntake();
        WorkbookFeed feed = new(file, mapping, new WorkbookOptions(null, null, takesFormulas), limits);
        try
        {
            feed.ReadAsync(FuzzBureau.Catalogue, intake, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (FileFaultException fault)
        {
            return fault.Code;
        }

        read++;
        records += intake.Accepted;
        return string.Create(CultureInfo.InvariantCulture, $"{intake.Received} received, {string.Join(' ', intake.RefusalsWith(null).Select(refusal => $"{feed.PlaceOf(refusal.Index)}:{refusal.Code}"))}");
    }

    private byte[] Packed(FuzzRandom random)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            int broken = random.Below(parts.Count);
            for (int part = 0; part < parts.Count; part++)
            {
                using Stream content = zip.CreateEntry(parts[part].Name, CompressionLevel.NoCompression).Open();
                content.Write(part == broken ? Damaged(parts[part].Content, random) : parts[part].Content);
            }
        }

        return file.ToArray();
    }

    private byte[] Damaged(byte[] good, FuzzRandom random)
    {
        writer.Clear();
        writer.Append(good);
        for (int count = random.Below(5); count > 0; count--)
        {
            writer.Damage(random, Tokens);
        }

        return writer.ToArray();
    }

    private static List<(string Name, byte[] Content)> PartsOf(byte[] workbook)
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

    private readonly ImportMapping mapping = ImportMapping.OfContract(RecordKind.Event, "dispatch110", null);
    private readonly WorkbookLimits limits = new() { UnpackedBytes = 1 << 20, SharedTextBytes = 1 << 16 };
    private readonly List<(string Name, byte[] Content)> parts = PartsOf(Good);
    private readonly InputWriter writer = new();
    private long cases;
    private long read;
    private long records;
}
