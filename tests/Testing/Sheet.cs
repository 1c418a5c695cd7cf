using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Tongbi.Testing;

/// <summary>Writes small workbooks by hand, so that every part of them can be made wrong.</summary>
public sealed class Sheet
{
    public string SheetName { get; set; } = "Sheet1";

    public bool Is1904 { get; set; }

    /// <summary>Format codes of styles 1, 2, …; style 0 is General.</summary>
    public string[] Styles { get; set; } = ["yyyy\\-mm\\-dd\\ hh:mm"];

    public Dictionary<string, string> OtherParts { get; } = [];

    public string? Relationships { get; set; }

    public string? Rows { get; set; }

    public Sheet Row(params object?[] cells)
    {
        int number = ++lastRow;
        rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">");
        for (int column = 0; column < cells.Length; column++)
        {
            string place = $"{Letters(column)}{number}";
            rows.Append(cells[column] switch
            {
                null => "",
                string text => $"<c r=\"{place}\" t=\"s\"><v>{Shared(text)}</v></c>",
                Raw raw => raw.Xml.Replace("@", place, StringComparison.Ordinal),
                IFormattable number2 => $"<c r=\"{place}\"><v>{number2.ToString(null, CultureInfo.InvariantCulture)}</v></c>",
                _ => throw new NotSupportedException(),
            });
        }

        rows.Append("</row>");
        return this;
    }

    public Sheet Skip(int count)
    {
        lastRow += count;
        return this;
    }

    public static Raw Date(double serial, int style = 1) => new(string.Create(CultureInfo.InvariantCulture, $"<c r=\"@\" s=\"{style}\"><v>{serial:R}</v></c>"));

    public static Raw Formula(string formula, string cached) => new($"<c r=\"@\" t=\"str\"><f>{formula}</f><v>{cached}</v></c>");

    public byte[] ToBytes(CompressionLevel level = CompressionLevel.Fastest)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string content) in Parts())
            {
                using StreamWriter part = new(zip.CreateEntry(name, level).Open(), new UTF8Encoding(false));
                part.Write(content);
            }
        }

        return file.ToArray();
    }

    private Dictionary<string, string> Parts()
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string package = "http://schemas.openxmlformats.org/package/2006/relationships";
        Dictionary<string, string> parts = new()
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
            ["_rels/.rels"] = $"<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><workbookPr date1904=\"{(Is1904 ? 1 : 0)}\"/><sheets><sheet name=\"{SheetName}\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = Relationships ?? $"<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{office}/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>",
            ["xl/styles.xml"] = $"<styleSheet xmlns=\"{main}\"><numFmts>{string.Concat(Styles.Select((code, i) => $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{SecurityElement.Escape(code)}\"/>"))}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>{string.Concat(Styles.Select((_, i) => $"<xf numFmtId=\"{164 + i}\"/>"))}</cellXfs></styleSheet>",
            ["xl/sharedStrings.xml"] = $"<sst xmlns=\"{main}\">{string.Concat(texts.Select(text => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></si>"))}</sst>",
            ["xl/worksheets/sheet1.xml"] = $"<worksheet xmlns=\"{main}\"><sheetData>{Rows ?? rows.ToString()}</sheetData></worksheet>",
        };
        foreach ((string name, string content) in OtherParts)
        {
            parts[name] = content;
        }

        return parts;
    }

    private int Shared(string text)
    {
        int known = texts.IndexOf(text);
        if (known < 0)
        {
            texts.Add(text);
        }

        return known < 0 ? texts.Count - 1 : known;
    }

    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    private readonly StringBuilder rows = new();
    private readonly List<string> texts = [];
    private int lastRow;

    /// <summary>A cell as XML; @ stands for its place.</summary>
    public sealed record Raw(string Xml);
}
