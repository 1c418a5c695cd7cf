namespace Tongbi.Collector.Bulletins;

/// <summary>
/// Recomputes the derived figures of a typed bulletin from the counts that stand in the same text. Pure: keeps nothing, knows no data. Reads
/// Chinese prose in the office's wording, and tables separated by tabs, bars or commas. Linear in the length of the text.
/// </summary>
public static class BulletinChecker
{
    /// <summary>Longest text that is looked at, in UTF-16 code units.</summary>
    public const int MaxCharacters = 200_000;

    /// <summary>Most derived figures that are reported; what comes after them is not looked at, and the report says so.</summary>
    public const int MaxFigures = 2_000;

    /// <summary>Most days that a period may have: ten years.</summary>
    public const int MaxDays = 3_660;

    /// <summary>Checks a text.</summary>
    /// <param name="text">The bulletin.</param>
    /// <param name="days">Days of its period, for 日均; null = as the text names it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text is too long, or the days are not from 1 to <see cref="MaxDays"/>.</exception>
    public static BulletinReport Check(string text, int? days = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, MaxCharacters, nameof(text));
        if (days is { } given)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(days));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(given, MaxDays, nameof(days));
        }

        string plain = PlainText.Of(text);
        FigureJudge judge = new(text, plain, MaxFigures);
        PeriodBook periods = new(days);
        ProseReader prose = new(plain, judge, periods);
        int? year = null;
        int from = 0;
        foreach (TableBlock table in TableFinder.Find(plain))
        {
            prose.Read(Noting(Tokenizer.Read(plain, from, table.Start, year)));
            TableReader.Read(table, judge, periods);
            from = table.End;
        }

        prose.Read(Noting(Tokenizer.Read(plain, from, plain.Length, year)));
        IReadOnlyList<BulletinFinding> findings = judge.Findings;
        return new BulletinReport(
            findings.Count(finding => finding.Verdict == BulletinVerdict.Ok),
            findings.Count(finding => finding.Verdict == BulletinVerdict.Wrong),
            findings.Count(finding => finding.Verdict == BulletinVerdict.NotDerivable),
            !judge.IsFull,
            findings);

        // A later stretch knows the year that an earlier one named.
        IEnumerable<Token> Noting(IEnumerable<Token> tokens)
        {
            foreach (Token token in tokens)
            {
                year = token.Span.Year ?? year;
                yield return token;
            }
        }
    }
}
