namespace Tongbi.Dashboard.Reports.Docx;

/// <summary>What a paragraph is; each has a style that an office's template may define in its own way.</summary>
internal enum DocxRole
{
    /// <summary>What all others are based on.</summary>
    Normal,

    /// <summary>The title of the report.</summary>
    Title,

    /// <summary>The lines under the title.</summary>
    Subtitle,

    /// <summary>一、</summary>
    Heading1,

    /// <summary>(一)</summary>
    Heading2,

    /// <summary>1.</summary>
    Heading3,

    /// <summary>A paragraph of text.</summary>
    Body,

    /// <summary>The caption of a table or a chart.</summary>
    Caption,

    /// <summary>A chart.</summary>
    Picture,

    /// <summary>The header of a table.</summary>
    TableHead,

    /// <summary>A cell.</summary>
    TableText,

    /// <summary>Small print.</summary>
    Note,

    /// <summary>目录.</summary>
    ContentsTitle,

    /// <summary>An entry of the contents, outer level.</summary>
    Contents1,

    /// <summary>An entry of the contents, inner level.</summary>
    Contents2,

    /// <summary>The head of a page.</summary>
    Header,

    /// <summary>The foot of a page.</summary>
    Footer,

    /// <summary>A table.</summary>
    Table,
}
