using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>A template as WPS saves it in a Chinese office: ids are numbers and letters, sample text is left in, a red head is on every page.</summary>
internal static class OfficeTemplate
{
    public static byte[] Make()
    {
        using MemoryStream file = new();
        using (WordprocessingDocument package = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            MainDocumentPart main = package.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>("rId1").Styles = new Styles(
                new Style(new StyleName { Val = "Normal" }) { Type = StyleValues.Paragraph, StyleId = "a", Default = true },
                new Style(new StyleName { Val = "heading 1" }, new BasedOn { Val = "a" }, new StyleRunProperties(new Color { Val = "C00000" })) { Type = StyleValues.Paragraph, StyleId = "1" });
            main.AddNewPart<HeaderPart>("rId2").Header = new Header(new Paragraph(new Run(new Text("云和县公安局文件"))));
            main.AddNewPart<FooterPart>("rId3").Footer = new Footer(new Paragraph(new Run(new Text("内部资料 注意保存"))));
            main.Document = new Document(new Body(
                new Paragraph(new Run(new Text("范文"))),
                new SectionProperties(
                    new HeaderReference { Type = HeaderFooterValues.Default, Id = "rId2" },
                    new FooterReference { Type = HeaderFooterValues.Default, Id = "rId3" },
                    new PageSize { Width = 11906, Height = 16838 },
                    new PageMargin { Top = 1000, Right = 1000, Bottom = 1000, Left = 1000, Header = 500, Footer = 500, Gutter = 0 })));
        }

        return file.ToArray();
    }
}
