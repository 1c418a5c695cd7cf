namespace Tongbi.Collector.Bulletins;

/// <summary>Cuts a text of <see cref="PlainText"/> into tokens, in one pass and in linear time. Every character belongs to exactly one token.</summary>
internal static class Tokenizer
{
    /// <summary>The tokens of one stretch of the text.</summary>
    /// <param name="plain">The whole text.</param>
    /// <param name="start">Where the stretch begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="year">The year last named before it.</param>
    public static IEnumerable<Token> Read(string plain, int start, int end, int? year)
    {
        int text = start;
        int at = start;
        while (at < end)
        {
            Token token = At(plain, at, year);
            if (token.Kind == TokenKind.Text)
            {
                at++;
                continue;
            }

            if (text < at)
            {
                yield return new Token(TokenKind.Text, text, at - text);
            }

            yield return token;
            year = token.Span.Year ?? year;
            at = Math.Max(token.End, at + 1);
            text = at;
        }

        if (text < end)
        {
            yield return new Token(TokenKind.Text, text, end - text);
        }
    }

    private static Token At(string plain, int at, int? year)
    {
        char character = plain[at];
        switch (character)
        {
            case '\n':
                return new Token(TokenKind.Paragraph, at, 1);
            case '。' or ';' or '!' or '?':
                return new Token(TokenKind.Stop, at, 1);
            case ',' or '\uFF0C' or '、' or ':' or '|' or '\t':
                return new Token(TokenKind.Separator, at, 1);
            case '(' or '[':
                return new Token(TokenKind.Open, at, 1);
            case ')' or ']':
                return new Token(TokenKind.Close, at, 1);
            default:
                break;
        }

        if (SpanScanner.At(plain, at, year) is { } span)
        {
            return IsOtherYear(plain, at + span.Length)
                ? new Token(TokenKind.Cue, at, span.Length + 2, Cue.YearBase)
                : new Token(TokenKind.Span, at, span.Length, Span: span);
        }

        if (IsNumber(plain, at))
        {
            PrintedNumber number = NumberScanner.Read(plain, at);
            return new Token(TokenKind.Number, at, number.End - at, Number: number);
        }

        if (Lexicon.At(plain, at) is { } word)
        {
            return new Token(TokenKind.Cue, at, word.Length, word.Cue);
        }

        return NumberScanner.ReadChinese(plain, at) is { } chinese
            ? new Token(TokenKind.Number, at, chinese.End - at, Number: chinese)
            : new Token(TokenKind.Text, at, 1);
    }

    private static bool IsNumber(string plain, int at)
    {
        char before = at > 0 ? plain[at - 1] : '\0';
        if (plain[at] is '+' or '-')
        {
            // A sign belongs to the number behind it, unless it joins two numbers or dates.
            return at + 1 < plain.Length && char.IsAsciiDigit(plain[at + 1]) && !char.IsAsciiLetterOrDigit(before) && before is not ('日' or '月' or '年' or '时' or '%' or '周');
        }

        // 第12条 counts nothing, and neither does A12.
        return char.IsAsciiDigit(plain[at]) && before != '第' && !char.IsAsciiLetterOrDigit(before);
    }

    // 2014年同期 is a base, not a period.
    private static bool IsOtherYear(string plain, int at) => string.CompareOrdinal(plain, at, "同期", 0, 2) == 0;
}
