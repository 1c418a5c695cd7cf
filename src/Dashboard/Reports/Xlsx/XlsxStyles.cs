using DocumentFormat.OpenXml.Packaging;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>Collects the looks that a workbook uses and writes its part of styles.</summary>
internal sealed class XlsxStyles
{
    /// <summary>Below this Excel's own formats have their numbers.</summary>
    private const int FirstOwnFormat = 164;

    private readonly List<XlsxLook> looks = [XlsxLook.Plain];
    private readonly Dictionary<XlsxLook, int> numbers = new() { [XlsxLook.Plain] = 0 };

    /// <summary>The number of a look, for a cell.</summary>
    public int Of(XlsxLook look)
    {
        if (!numbers.TryGetValue(look, out int number))
        {
            number = looks.Count;
            looks.Add(look);
            numbers[look] = number;
        }

        return number;
    }

    /// <summary>Writes all looks in the order in which they were first used.</summary>
    public void Write(WorkbookStylesPart part)
    {
        string[] formats = [.. looks.Select(look => look.Format).Where(format => format != "General").Distinct()];
        (int, bool, string)[] fonts = [.. looks.Select(Font).Distinct()];
        string[] fills = [.. looks.Select(look => look.Fill).Where(fill => fill.Length > 0).Distinct()];
        using XlsxXml xml = new(part);
        xml.Start("styleSheet");
        if (formats.Length > 0)
        {
            xml.Start("numFmts", ("count", formats.Length));
            foreach ((int place, string format) in formats.Index())
            {
                xml.Empty("numFmt", ("numFmtId", FirstOwnFormat + place), ("formatCode", format));
            }

            xml.End();
        }

        xml.Start("fonts", ("count", fonts.Length));
        foreach ((int size, bool bold, string ink) in fonts)
        {
            xml.Start("font");
            if (bold)
            {
                xml.Empty("b");
            }

            xml.Empty("sz", ("val", size));
            xml.Empty("color", ("rgb", "FF" + ink));
            xml.Empty("name", ("val", "宋体"));
            xml.Empty("family", ("val", 3));
            xml.Empty("charset", ("val", 134));
            xml.End();
        }

        xml.End();
        xml.Start("fills", ("count", fills.Length + 2));
        Fill(xml, "none", "");
        Fill(xml, "gray125", ""); // Excel takes the first two for these whatever they say
        foreach (string fill in fills)
        {
            Fill(xml, "solid", fill);
        }

        xml.End();
        xml.Start("borders", ("count", 2));
        Border(xml, "");
        Border(xml, "thin");
        xml.End();
        xml.Start("cellStyleXfs", ("count", 1));
        xml.Empty("xf", ("numFmtId", 0), ("fontId", 0), ("fillId", 0), ("borderId", 0));
        xml.End();
        xml.Start("cellXfs", ("count", looks.Count));
        foreach (XlsxLook look in looks)
        {
            Cell(xml, look, look.Format == "General" ? 0 : FirstOwnFormat + Array.IndexOf(formats, look.Format), Array.IndexOf(fonts, Font(look)), look.Fill.Length == 0 ? 0 : 2 + Array.IndexOf(fills, look.Fill));
        }

        xml.End();
        xml.Start("cellStyles", ("count", 1));
        xml.Empty("cellStyle", ("name", "Normal"), ("xfId", 0), ("builtinId", 0));
        xml.End();
        xml.End();
    }

    private static (int Size, bool Bold, string Ink) Font(XlsxLook look) => (look.Size, look.Bold, look.Ink);

    private static void Fill(XlsxXml xml, string pattern, string color)
    {
        xml.Start("fill");
        xml.Start("patternFill", ("patternType", pattern));
        if (color.Length > 0)
        {
            xml.Empty("fgColor", ("rgb", "FF" + color));
        }

        xml.End();
        xml.End();
    }

    private static void Border(XlsxXml xml, string style)
    {
        xml.Start("border");
        foreach (string side in (ReadOnlySpan<string>)["left", "right", "top", "bottom"])
        {
            if (style.Length == 0)
            {
                xml.Empty(side);
                continue;
            }

            xml.Start(side, ("style", style));
            xml.Empty("color", ("rgb", "FF808080"));
            xml.End();
        }

        xml.Empty("diagonal");
        xml.End();
    }

    private static void Cell(XlsxXml xml, XlsxLook look, int format, int font, int fill)
    {
        List<(string, object)> attributes =
        [
            ("numFmtId", format), ("fontId", font), ("fillId", fill), ("borderId", look.Bordered ? 1 : 0), ("xfId", 0),
            ("applyNumberFormat", format > 0 ? 1 : 0), ("applyFont", 1), ("applyFill", 1), ("applyBorder", 1), ("applyAlignment", 1),
        ];
        if (look.StaysText)
        {
            attributes.Add(("quotePrefix", 1));
        }

        List<(string, object)> alignment = [("vertical", look.Wraps && !look.Bordered ? "top" : "center")];
        if (look.Side.Length > 0)
        {
            alignment.Add(("horizontal", look.Side));
        }

        if (look.Indent > 0)
        {
            alignment.Add(("indent", look.Indent));
        }

        if (look.Wraps)
        {
            alignment.Add(("wrapText", 1));
        }

        xml.Start("xf", [.. attributes]);
        xml.Empty("alignment", [.. alignment]);
        xml.End();
    }
}
