namespace Tongbi.Collector.Sources.Import;

/// <summary>One piece of a field's text.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Literal">The text itself, if fixed.</param>
/// <param name="Column">The column's position among the mapping's columns, if it comes from one.</param>
internal readonly record struct TextPart(TextPartKind Kind, byte[] Literal, int Column)
{
    /// <summary>A fixed text.</summary>
    public static TextPart Fixed(byte[] text) => new(TextPartKind.Fixed, text, -1);

    /// <summary>The text of a column.</summary>
    public static TextPart OfColumn(int column) => new(TextPartKind.Column, [], column);

    /// <summary>The number of the row in the file, from 1.</summary>
    public static TextPart Row { get; } = new(TextPartKind.Row, [], -1);
}
