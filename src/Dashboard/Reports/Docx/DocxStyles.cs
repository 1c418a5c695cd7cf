using System.Security;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tongbi.Dashboard.Reports.Docx;

/// <summary>
/// The styles of the built-in look, after GB/T 9704: title 二号 22 pt, body 三号 16 pt on a grid of 22 lines and 28 characters,
/// headings 黑体 and 楷体. Fonts are named, never brought along.
/// </summary>
internal static class DocxStyles
{
    private const string Namespaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    /// <summary>The distance of the lines: 22 on 225 mm, in twentieths of a point.</summary>
    public const int LinePitch = 579;

    /// <summary>
    /// 28 characters on 156 mm at 16 pt: they are set closer by a quarter of a point (in twentieths). A grid of characters would do the same in Word, but
    /// LibreOffice and WPS spread Latin letters and figures over its cells.
    /// </summary>
    public const int CharacterSpace = -5;

    /// <summary>The names by which Word knows the roles in every language.</summary>
    public static string NameOf(DocxRole role) => role switch
    {
        DocxRole.Normal => "Normal",
        DocxRole.Title => "Title",
        DocxRole.Subtitle => "Subtitle",
        DocxRole.Heading1 => "heading 1",
        DocxRole.Heading2 => "heading 2",
        DocxRole.Heading3 => "heading 3",
        DocxRole.Body => "Body Text",
        DocxRole.Caption => "caption",
        DocxRole.Picture => "Report Picture",
        DocxRole.TableHead => "Report Table Head",
        DocxRole.TableText => "Report Table Text",
        DocxRole.Note => "Report Note",
        DocxRole.ContentsTitle => "TOC Heading",
        DocxRole.Contents1 => "toc 1",
        DocxRole.Contents2 => "toc 2",
        DocxRole.Header => "header",
        DocxRole.Footer => "footer",
        DocxRole.Table => "Report Table",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role."),
    };

    /// <summary>Language and size where no style says otherwise.</summary>
    public static DocDefaults Defaults(ReportTemplate look, string language) => new($"""
        <w:docDefaults {Namespaces}><w:rPrDefault><w:rPr>{Fonts(look.BodyFont)}<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/>
        <w:lang w:val="{(Layout.LayoutWords.Of(language) == Layout.LayoutWords.English ? SecurityElement.Escape(language) : "en-US")}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
        """);

    /// <summary>The built-in style of a role.</summary>
    /// <param name="role">The role.</param>
    /// <param name="look">Names the fonts.</param>
    /// <param name="idOf">The ids of the styles that it is based on or followed by.</param>
    public static Style Of(DocxRole role, ReportTemplate look, Func<DocxRole, string> idOf)
    {
        string type = role == DocxRole.Table ? "table" : "paragraph";
        string standard = role == DocxRole.Normal ? " w:default=\"1\"" : "";
        string based = role is DocxRole.Normal or DocxRole.Table ? "" : $"<w:basedOn w:val=\"{idOf(DocxRole.Normal)}\"/>";
        string next = role is DocxRole.Title or DocxRole.Heading1 or DocxRole.Heading2 or DocxRole.Heading3 ? $"<w:next w:val=\"{idOf(DocxRole.Body)}\"/>" : "";
        string custom = role is DocxRole.Picture or DocxRole.TableHead or DocxRole.TableText or DocxRole.Note or DocxRole.Table ? " w:customStyle=\"1\"" : "";
        return new Style($"""
            <w:style {Namespaces} w:type="{type}"{standard}{custom} w:styleId="{idOf(role)}"><w:name w:val="{NameOf(role)}"/>{based}{next}<w:qFormat/>{Look(role, look)}</w:style>
            """);
    }

    private static string Look(DocxRole role, ReportTemplate look) => role switch
    {
        DocxRole.Normal => $"<w:pPr><w:widowControl w:val=\"0\"/><w:jc w:val=\"both\"/></w:pPr><w:rPr>{Fonts(look.BodyFont)}<w:kern w:val=\"2\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr>",
        DocxRole.Title => Paragraph("<w:keepNext/><w:spacing w:before=\"0\" w:after=\"160\" w:line=\"640\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>", look.TitleFont, 44),
        DocxRole.Subtitle => Paragraph($"<w:keepNext/>{Line()}<w:jc w:val=\"center\"/>", look.SubheadingFont, 32),
        DocxRole.Heading1 => Paragraph($"<w:keepNext/><w:keepLines/>{Line(240)}{Indented}<w:outlineLvl w:val=\"0\"/>", look.HeadingFont, 32),
        DocxRole.Heading2 => Paragraph($"<w:keepNext/><w:keepLines/>{Line(120)}{Indented}<w:outlineLvl w:val=\"1\"/>", look.SubheadingFont, 32),
        DocxRole.Heading3 => Paragraph($"<w:keepNext/><w:keepLines/>{Line()}{Indented}<w:outlineLvl w:val=\"2\"/>", look.BodyFont, 32, "<w:b/><w:bCs/>"),
        DocxRole.Body => Paragraph($"{Line()}{Indented}", look.BodyFont, 32, $"<w:spacing w:val=\"{CharacterSpace}\"/>"),
        DocxRole.Caption => Paragraph("<w:keepLines/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"160\" w:after=\"80\"/><w:jc w:val=\"center\"/>", look.HeadingFont, 24),
        DocxRole.Picture => Paragraph("<w:keepNext/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"160\" w:after=\"0\"/><w:jc w:val=\"center\"/>", look.BodyFont, 21),
        DocxRole.TableHead => Paragraph("<w:keepNext/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"40\" w:after=\"40\"/><w:jc w:val=\"center\"/>", look.HeadingFont, 21),
        DocxRole.TableText => Paragraph("<w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"30\" w:after=\"30\"/><w:jc w:val=\"left\"/>", look.BodyFont, 21),
        DocxRole.Note => Paragraph("<w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"40\" w:after=\"40\"/><w:jc w:val=\"both\"/>", look.SubheadingFont, 21),
        DocxRole.ContentsTitle => Paragraph("<w:keepNext/><w:spacing w:before=\"0\" w:after=\"240\"/><w:jc w:val=\"center\"/>", look.HeadingFont, 32),
        DocxRole.Contents1 => Paragraph($"<w:tabs><w:tab w:val=\"right\" w:leader=\"middleDot\" w:pos=\"{DocxPage.TextWidth}\"/></w:tabs>{Line()}<w:jc w:val=\"left\"/>", look.BodyFont, 28),
        DocxRole.Contents2 => Paragraph($"<w:tabs><w:tab w:val=\"right\" w:leader=\"middleDot\" w:pos=\"{DocxPage.TextWidth}\"/></w:tabs>{Line()}<w:ind w:left=\"560\"/><w:jc w:val=\"left\"/>", look.BodyFont, 28),
        DocxRole.Header => Paragraph("<w:snapToGrid w:val=\"0\"/><w:jc w:val=\"center\"/>", look.BodyFont, 18),
        DocxRole.Footer => Paragraph("<w:snapToGrid w:val=\"0\"/><w:jc w:val=\"center\"/>", "宋体", 18),
        DocxRole.Table => """
            <w:pPr><w:snapToGrid w:val="0"/></w:pPr>
            <w:tblPr><w:tblBorders><w:top w:val="single" w:sz="12" w:space="0" w:color="auto"/><w:left w:val="nil"/><w:bottom w:val="single" w:sz="12" w:space="0" w:color="auto"/><w:right w:val="nil"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="808080"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="808080"/></w:tblBorders>
            <w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>
            """,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role."),
    };

    private static string Paragraph(string layout, string font, int halfPoints, string weight = "") =>
        $"<w:pPr>{layout}</w:pPr><w:rPr>{Fonts(font)}{weight}<w:sz w:val=\"{halfPoints}\"/><w:szCs w:val=\"{halfPoints}\"/></w:rPr>";

    private static string Line(int before = 0) => $"<w:spacing w:before=\"{before}\" w:after=\"0\" w:line=\"{LinePitch}\" w:lineRule=\"exact\"/>";

    /// <summary>Two characters in, as the office writes.</summary>
    private const string Indented = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>";

    /// <summary>Latin letters and digits in Times New Roman, which every office has.</summary>
    private static string Fonts(string font) => $"<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"{SecurityElement.Escape(font)}\" w:cs=\"Times New Roman\"/>";
}
