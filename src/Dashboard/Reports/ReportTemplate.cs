namespace Tongbi.Dashboard.Reports;

/// <summary>The office's own look, from files of the configuration directory; nothing in it changes a figure.</summary>
public sealed record ReportTemplate
{
    /// <summary>The look that the product brings.</summary>
    public static ReportTemplate Default { get; } = new();

    /// <summary>A Word document whose styles, margins, header and footer are used (<c>reports/template.docx</c>); null for the built-in one.</summary>
    public ReadOnlyMemory<byte>? Docx { get; init; }

    /// <summary>The font of body text in docx, by name.</summary>
    public string BodyFont { get; init; } = "仿宋_GB2312";

    /// <summary>The font of the title in docx, by name.</summary>
    public string TitleFont { get; init; } = "方正小标宋简体";

    /// <summary>The font of headings of level 1 in docx, by name.</summary>
    public string HeadingFont { get; init; } = "黑体";

    /// <summary>The font of headings of level 2 in docx, by name.</summary>
    public string SubheadingFont { get; init; } = "楷体_GB2312";
}
