namespace Tongbi.Dashboard.Charts;

/// <summary>What a chart says, as data and words without a look: the same specification becomes a PNG, an SVG, a page of a PDF or a native chart of a workbook.</summary>
public abstract record ChartSpec
{
    /// <summary>What is drawn, in the language of the reader; also the caption.</summary>
    public required string Title { get; init; }

    /// <summary>The line under the title: the span, the unit, what it is compared with; empty if none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>The unit of the values, as 起 or %; empty if none.</summary>
    public string ValueUnit { get; init; } = "";

    /// <summary>The small print: data as of, version, 口径; empty if none.</summary>
    public string Footnote { get; init; } = "";

    /// <summary>Whether the figures are simulated; the picture then carries the mark 模拟数据.</summary>
    public bool Simulated { get; init; }

    /// <summary><c>zh</c> or <c>en</c>: the language of the words that the painter adds itself.</summary>
    public string Language { get; init; } = "zh";
}
