using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Docx;

/// <summary>Paragraphs, runs and fields.</summary>
internal static class DocxText
{
    /// <summary>An empty paragraph in the style of a role.</summary>
    public static Paragraph Paragraph(DocxRole role, Func<DocxRole, string> idOf) =>
        new(new ParagraphProperties { ParagraphStyleId = new ParagraphStyleId { Val = idOf(role) } });

    /// <summary>Words.</summary>
    public static Run Run(string text, bool bold = false)
    {
        Run run = new(new Text(PlainText.Of(text)) { Space = SpaceProcessingModeValues.Preserve });
        if (bold)
        {
            run.RunProperties = new RunProperties(new Bold());
        }

        return run;
    }

    /// <summary>A field with its result filled in, so that nobody needs to update it to read it.</summary>
    public static IEnumerable<Run> Field(string instruction, string result) =>
    [
        new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }),
        new Run(new FieldCode(instruction) { Space = SpaceProcessingModeValues.Preserve }),
        new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }),
        Run(result),
        new Run(new FieldChar { FieldCharType = FieldCharValues.End }),
    ];
}
