using SkiaSharp;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>The smallest thing that a page break leaves whole: a line, a row, a chart.</summary>
internal abstract class PdfBox
{
    /// <summary>In points.</summary>
    public required float Height { get; init; }

    /// <summary>Space before it, but not at the head of a page.</summary>
    public float Before { get; init; }

    /// <summary>Whether it is never the last thing on a page.</summary>
    public bool KeepWithNext { get; set; }

    /// <summary>Whether it begins a page.</summary>
    public bool StartsPage { get; set; }

    /// <summary>What is printed over it again where it begins a page: a table's header.</summary>
    public PdfBox? Repeated { get; init; }

    /// <summary>The number of the heading that it begins, counted from 1; 0 if none.</summary>
    public int Heading { get; init; }

    /// <summary>Draws it.</summary>
    /// <param name="canvas">The page, in points.</param>
    /// <param name="ink">Text.</param>
    /// <param name="top">Its upper edge.</param>
    /// <param name="pageOf">The page of a heading by its number.</param>
    public abstract void Draw(SKCanvas canvas, PdfInk ink, float top, IReadOnlyDictionary<int, int> pageOf);
}
