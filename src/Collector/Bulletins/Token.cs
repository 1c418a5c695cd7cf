namespace Tongbi.Collector.Bulletins;

/// <summary>One piece of the text.</summary>
/// <param name="Kind">What it is; the members that do not belong to its kind are default.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="Length">Characters.</param>
/// <param name="Cue">The known word's meaning.</param>
/// <param name="Number">The number.</param>
/// <param name="Span">The date or period.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, Cue Cue = default, PrintedNumber Number = default, NamedSpan Span = default)
{
    /// <summary>Offset behind its last character.</summary>
    public int End => Start + Length;
}
