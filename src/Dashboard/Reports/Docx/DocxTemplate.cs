using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Docx;

/// <summary>An empty file with styles, page and foot, into which a report is written: the built-in look or the office's own.</summary>
internal sealed class DocxTemplate : IDisposable
{
    private const int LargestTemplate = 20 * 1024 * 1024;

    private DocxTemplate(MemoryStream file, WordprocessingDocument package, MainDocumentPart main, SectionProperties section, DocxStyleIds styles)
    {
        File = file;
        Package = package;
        Main = main;
        Section = section;
        Styles = styles;
    }

    /// <summary>The bytes; complete after <see cref="Finish"/>.</summary>
    public MemoryStream File { get; }

    /// <summary>The package.</summary>
    public WordprocessingDocument Package { get; }

    /// <summary>The part that the text goes into.</summary>
    public MainDocumentPart Main { get; }

    /// <summary>Page, margins, heads and feet.</summary>
    public SectionProperties Section { get; }

    /// <summary>The styles' ids.</summary>
    public DocxStyleIds Styles { get; }

    /// <summary>The width between the margins, in twentieths of a point.</summary>
    public int TextWidth => Section.GetFirstChild<PageSize>()?.Width?.Value is { } width && Section.GetFirstChild<PageMargin>() is { Left.Value: var left, Right.Value: var right }
        ? Math.Max(2000, (int)width - (int)left - (int)right)
        : DocxPage.TextWidth;

    /// <summary>Begins a file.</summary>
    /// <exception cref="ReportTemplateException">The office's template cannot be used.</exception>
    public static DocxTemplate Open(ReportTemplate look, ReportHead head)
    {
        if (look.Docx is not { } office)
        {
            return BuiltIn(look, head);
        }

        if (office.Length > LargestTemplate)
        {
            throw new ReportTemplateException($"The Word template has {office.Length} bytes; at most {LargestTemplate} are read. Remove pictures that the head does not need.");
        }

        try
        {
            return Office(office, look, head);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or FileFormatException or OpenXmlPackageException or XmlException or IOException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new ReportTemplateException($"The Word template cannot be read as a .docx file ({wrong.Message}). Open it in Word or WPS, save it as .docx, and put it there again.", wrong);
        }
    }

    /// <summary>Closes the package, so that the bytes are complete.</summary>
    public void Finish() => Package.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        Package.Dispose();
        File.Dispose();
    }

    private static DocxTemplate BuiltIn(ReportTemplate look, ReportHead head)
    {
        MemoryStream file = new();
        WordprocessingDocument package = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document);
        MainDocumentPart main = package.AddNewPart<MainDocumentPart>("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "tbMain"); // a name of its own, not a random one
        StyleDefinitionsPart styles = main.AddNewPart<StyleDefinitionsPart>("tbStyles");
        styles.Styles = new Styles(DocxStyles.Defaults(look, head.Language));
        DocxStyleIds ids = DocxStyleIds.Complete(styles.Styles, look);
        main.AddNewPart<DocumentSettingsPart>("tbSettings").Settings = DocxPage.Settings();
        SectionProperties section = DocxPage.Section();
        DocxPage.AddParts(main, section, head.Footer, head.Watermark, ids.Of);
        CoreProperties.Write(package.AddNewPart<CoreFilePropertiesPart>("tbCore"), head);
        return new DocxTemplate(file, package, main, section, ids);
    }

    private static DocxTemplate Office(ReadOnlyMemory<byte> office, ReportTemplate look, ReportHead head)
    {
        SectionProperties section = SectionOf(office);
        MemoryStream file = new();
        file.Write(office.Span);
        file.Position = 0;
        WordprocessingDocument package = WordprocessingDocument.Open(file, isEditable: true);
        try
        {
            if (package.DocumentType is not (WordprocessingDocumentType.Document or WordprocessingDocumentType.Template))
            {
                throw new InvalidDataException("it holds macros");
            }

            package.ChangeDocumentType(WordprocessingDocumentType.Document);
            MainDocumentPart main = package.MainDocumentPart ?? throw new InvalidDataException("it has no text part");

            // Pictures of the template's own sample text go with it; those of its heads and feet hang on those.
            main.DeleteParts(main.ImageParts.ToArray());
            StyleDefinitionsPart styles = main.StyleDefinitionsPart ?? main.AddNewPart<StyleDefinitionsPart>("tbStyles");
            styles.Styles ??= new Styles(DocxStyles.Defaults(look, head.Language));
            DocxStyleIds ids = DocxStyleIds.Complete(styles.Styles, look);
            HeadsAndFeet(main, section, head, ids.Of);
            CoreProperties.Write(package.CoreFilePropertiesPart ?? package.AddNewPart<CoreFilePropertiesPart>("tbCore"), head);
            return new DocxTemplate(file, package, main, section, ids);
        }
        catch
        {
            package.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>The template's last section decides: those before it belong to its own sample text. Read from a copy, since what is loaded is also saved.</summary>
    private static SectionProperties SectionOf(ReadOnlyMemory<byte> office)
    {
        using MemoryStream copy = new(office.ToArray(), writable: false);
        using WordprocessingDocument package = WordprocessingDocument.Open(copy, isEditable: false);
        Body? body = package.MainDocumentPart?.Document?.Body ?? throw new InvalidDataException("it has no text part");
        return body.Elements<SectionProperties>().LastOrDefault()?.CloneNode(deep: true) as SectionProperties ?? DocxPage.Section();
    }

    /// <summary>The office's own heads and feet stay; the data line goes under each foot and the mark into each head.</summary>
    private static void HeadsAndFeet(MainDocumentPart main, SectionProperties section, ReportHead head, Func<DocxRole, string> idOf)
    {
        if (!section.Elements<FooterReference>().Any() && !section.Elements<HeaderReference>().Any())
        {
            DocxPage.AddParts(main, section, head.Footer, head.Watermark, idOf);
            return;
        }

        foreach (FooterPart foot in Parts<FooterPart>(main, section.Elements<FooterReference>().Select(reference => reference.Id?.Value)))
        {
            foot.Footer?.AppendChild(DocxPage.DataLine(head.Footer, idOf));
        }

        if (!section.Elements<FooterReference>().Any(reference => reference.Type?.Value == HeaderFooterValues.Default))
        {
            main.AddNewPart<FooterPart>("tbFootOdd").Footer = DocxPage.Foot(head.Footer, even: false, idOf);
            section.PrependChild(new FooterReference { Type = HeaderFooterValues.Default, Id = "tbFootOdd" });
        }

        foreach (HeaderPart top in Parts<HeaderPart>(main, section.Elements<HeaderReference>().Select(reference => reference.Id?.Value)))
        {
            if (top.Header is { } header)
            {
                DocxPage.AddWatermark(header, head.Watermark);
            }
        }

        if (head.Watermark.Length > 0 && !section.Elements<HeaderReference>().Any(reference => reference.Type?.Value == HeaderFooterValues.Default))
        {
            main.AddNewPart<HeaderPart>("tbHead").Header = DocxPage.Head(head.Watermark, idOf);
            section.PrependChild(new HeaderReference { Type = HeaderFooterValues.Default, Id = "tbHead" });
        }
    }

    private static IEnumerable<TPart> Parts<TPart>(MainDocumentPart main, IEnumerable<string?> ids)
        where TPart : OpenXmlPart =>
        ids.OfType<string>().Select(main.GetPartById).OfType<TPart>().Distinct();
}
