using System.Globalization;
using System.Security;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Docx;

/// <summary>The page of GB/T 9704 with its head and foot: A4, margins 37/26/35/28 mm, page numbers <c>— 1 —</c> outside, 数据截至 and version under them.</summary>
internal static class DocxPage
{
    /// <summary>156 mm in twentieths of a point.</summary>
    public const int TextWidth = 8844;

    private const string Namespaces = """
        xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
        """;

    /// <summary>The section of the built-in look.</summary>
    public static SectionProperties Section() => new($"""
        <w:sectPr {Namespaces}><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1077" w:gutter="0"/>
        <w:docGrid w:type="lines" w:linePitch="{DocxStyles.LinePitch}"/></w:sectPr>
        """);

    /// <summary>A foot with the page's number; even pages have it on the left.</summary>
    public static Footer Foot(string text, bool even, Func<DocxRole, string> idOf) => new($"""
        <w:ftr {Namespaces}>
        <w:p><w:pPr><w:pStyle w:val="{idOf(DocxRole.Footer)}"/><w:ind w:left="280" w:right="280"/><w:jc w:val="{(even ? "left" : "right")}"/></w:pPr>
        {Number("— ")}<w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:fldChar w:fldCharType="separate"/></w:r>{Number("1")}<w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>{Number(" —")}</w:p>
        {FootLine(text, idOf)}</w:ftr>
        """);

    /// <summary>The line 数据截至 · version, also put under the foot of an office's own template.</summary>
    public static Paragraph DataLine(string text, Func<DocxRole, string> idOf) => new(FootLine(text, idOf));

    /// <summary>A head with a mark across the page.</summary>
    public static Header Head(string watermark, Func<DocxRole, string> idOf)
    {
        Header head = new(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = idOf(DocxRole.Header) })));
        AddWatermark(head, watermark);
        return head;
    }

    /// <summary>Puts the mark into a head, behind the text; nothing if there is none.</summary>
    public static void AddWatermark(Header head, string watermark)
    {
        if (watermark.Length == 0)
        {
            return;
        }

        Paragraph place = head.GetFirstChild<Paragraph>() ?? head.AppendChild(new Paragraph());
        place.AppendChild(new Run($"""
            <w:r {Namespaces}><w:rPr><w:noProof/></w:rPr><w:pict>
            <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>
            <v:shape id="TongbiWatermark" o:spid="_x0000_s2049" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:{(90 * Math.Min(watermark.Length, 6)).ToString(CultureInfo.InvariantCulture)}pt;height:90pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{SecurityElement.Escape(PlainText.Of(watermark))}"/></v:shape></w:pict></w:r>
            """));
    }

    /// <summary>What the built-in look sets for the whole file.</summary>
    public static Settings Settings() => new($"""
        <w:settings {Namespaces}><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>
        <w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>
        """);

    /// <summary>Adds the built-in heads and feet to a section.</summary>
    public static void AddParts(MainDocumentPart main, SectionProperties section, string footer, string watermark, Func<DocxRole, string> idOf)
    {
        HeaderPart head = main.AddNewPart<HeaderPart>("tbHead");
        head.Header = Head(watermark, idOf);
        FooterPart odd = main.AddNewPart<FooterPart>("tbFootOdd");
        odd.Footer = Foot(footer, even: false, idOf);
        FooterPart even = main.AddNewPart<FooterPart>("tbFootEven");
        even.Footer = Foot(footer, even: true, idOf);
        section.PrependChild(new FooterReference { Type = HeaderFooterValues.Even, Id = "tbFootEven" });
        section.PrependChild(new FooterReference { Type = HeaderFooterValues.Default, Id = "tbFootOdd" });
        section.PrependChild(new HeaderReference { Type = HeaderFooterValues.Even, Id = "tbHead" });
        section.PrependChild(new HeaderReference { Type = HeaderFooterValues.Default, Id = "tbHead" });
    }

    private static string Number(string text) => $"<w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>";

    private static string FootLine(string text, Func<DocxRole, string> idOf) => $"""
        <w:p {Namespaces}><w:pPr><w:pStyle w:val="{idOf(DocxRole.Footer)}"/></w:pPr><w:r><w:rPr><w:color w:val="595959"/></w:rPr><w:t xml:space="preserve">{SecurityElement.Escape(PlainText.Of(text))}</w:t></w:r></w:p>
        """;
}
