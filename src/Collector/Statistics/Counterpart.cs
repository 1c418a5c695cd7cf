using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>What one period is held against under one comparison: another period, or what past periods let expect.</summary>
/// <param name="basis">The comparison as asked for.</param>
/// <param name="words">Its sentences.</param>
internal abstract class Counterpart(ComparisonBasis basis, ComparisonWording words)
{
    /// <summary>The comparison's name as asked for.</summary>
    public string Name => basis.Name;

    /// <summary>The comparison as asked for.</summary>
    public ComparisonBasis Basis => basis;

    /// <summary>The comparison's sentences.</summary>
    public ComparisonWording Words => words;

    /// <summary>Reads the other side and compares.</summary>
    /// <param name="counts">Where to read.</param>
    /// <param name="subject">What is counted.</param>
    /// <param name="current">This side's reading; null = a running period without a complete hour.</param>
    /// <param name="isSomething">Whether anything stands on the other side.</param>
    public abstract StatisticComparison Compare(ICountReader counts, Subject subject, Reading? current, out bool isSomething);

    /// <summary>The comparison with a mark and a note where the categories of the figure changed between two days.</summary>
    protected static StatisticComparison Noting(StatisticComparison comparison, Subject subject, int fromDay, int toDay)
    {
        IReadOnlyList<DefinitionChange> changes = DefinitionChange.Between(subject.Metric, subject.Category, fromDay, toDay);
        if (changes.Count == 0)
        {
            return comparison;
        }

        (string note, string noteEn) = DefinitionChange.Note(changes);
        return comparison with { Marks = [.. comparison.Marks, ComparisonMarks.DefinitionChanged], Note = note, NoteEn = noteEn };
    }

    /// <summary>A span as printed on the other side.</summary>
    protected static StatisticPeriod Print(OfficeCalendar calendar, ComparedSpan span)
    {
        (string? from, string? to) = span is { IsCut: true, Hours: { } hours } ? (Instant(hours.From), Instant(hours.To)) : (null, null);
        return new StatisticPeriod(null, Date(span.FromDay), Date(span.ToDay), span.Days, null, from, to);

        string Instant(int hour) => OffsetDateTimePattern.Rfc3339.Format(calendar.OffsetOfHour(hour));
    }

    /// <summary>A day as printed.</summary>
    protected static string Date(int day) => LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(day));
}
