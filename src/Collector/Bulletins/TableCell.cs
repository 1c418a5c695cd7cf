namespace Tongbi.Collector.Bulletins;

/// <summary>A cell: where it stands and the one number it holds, if any.</summary>
/// <param name="Text">Its text, without the blanks around it.</param>
/// <param name="Start">Offset of that text.</param>
/// <param name="Number">Its number; null where it holds none, or more than one.</param>
/// <param name="Verb">A word or arrow of direction before the number.</param>
internal readonly record struct TableCell(string Text, int Start, PrintedNumber? Number, Token? Verb)
{
    /// <summary>Whether it stands for nothing: an empty cell or a dash.</summary>
    public bool IsBlank => Text is "" or "-" or "--" or "/" or "*";

    /// <summary>The whole count it holds; a blank one holds 0 when columns are added up.</summary>
    public decimal? Count => Number is { IsWhole: true, Unit: NumberUnit.None or NumberUnit.Count } number && Verb is null ? number.Value : null;

    /// <summary>Reads the cell between two separators.</summary>
    public static TableCell Read(string plain, int start, int end)
    {
        while (start < end && plain[start] is ' ' or '"' or '\r')
        {
            start++;
        }

        while (end > start && plain[end - 1] is ' ' or '"' or '\r')
        {
            end--;
        }

        string text = plain[start..end];
        PrintedNumber? number = null;
        Token? verb = null;
        if (text.Length is > 0 and <= 40)
        {
            // The cell alone is read: a comma behind it is no part of its number.
            foreach (Token token in Tokenizer.Read(text, 0, text.Length, null))
            {
                if (token.Kind == TokenKind.Number && number is null)
                {
                    number = Shift(token.Number, start);
                }
                else if (token is { Kind: TokenKind.Cue, Cue: Cue.Up or Cue.Down } && number is null && verb is null)
                {
                    verb = token with { Start = token.Start + start };
                }
                else
                {
                    return new TableCell(text, start, null, null);
                }
            }
        }

        return new TableCell(text, start, number, number is null ? null : verb);
    }

    private static PrintedNumber Shift(in PrintedNumber number, int by) =>
        number with { Start = number.Start + by, DigitsEnd = number.DigitsEnd + by, End = number.End + by };
}
