namespace Tongbi.Collector.Bulletins;

/// <summary>The pieces that a bulletin's text falls into.</summary>
internal enum TokenKind
{
    /// <summary>Words that are not known; they name what is counted.</summary>
    Text,

    /// <summary>A known word.</summary>
    Cue,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A date or period.</summary>
    Span,

    /// <summary>A comma, colon or 、.</summary>
    Separator,

    /// <summary>The end of a sentence.</summary>
    Stop,

    /// <summary>The end of a paragraph.</summary>
    Paragraph,

    /// <summary>An opening bracket.</summary>
    Open,

    /// <summary>A closing bracket.</summary>
    Close,
}
