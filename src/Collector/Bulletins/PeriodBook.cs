namespace Tongbi.Collector.Bulletins;

/// <summary>The periods the text has named, for the days of a daily mean.</summary>
/// <param name="fixedDays">Days given by the caller, which then hold for the whole text.</param>
internal sealed class PeriodBook(int? fixedDays)
{
    private readonly HashSet<int> seen = [];
    private int? inParagraph;
    private bool unclear;

    /// <summary>Notes a period that is not a base's.</summary>
    public void Add(in NamedSpan span)
    {
        if (!span.IsPeriod)
        {
            return;
        }

        inParagraph = span.Days;
        unclear = span.Days is null;
        if (span.Days is { } days)
        {
            seen.Add(days);
        }
    }

    /// <summary>A new paragraph: what the one before named holds only if the whole text agrees.</summary>
    public void BeginParagraph()
    {
        inParagraph = null;
        unclear = false;
    }

    /// <summary>Days of the period spoken of; null if unknown.</summary>
    public int? Days => fixedDays ?? (unclear ? null : inParagraph ?? (seen.Count == 1 ? seen.First() : null));
}
