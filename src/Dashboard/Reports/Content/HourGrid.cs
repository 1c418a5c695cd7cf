using Tongbi.Collector.Configuration;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>Counts of a period by day of the week and wall-clock hour.</summary>
/// <param name="FirstWeekday">ISO number of the office's first day of the week.</param>
/// <param name="Cells">Seven rows of 24; null where no hour of it is known.</param>
/// <param name="UnknownHours">Hours of the period that are not known.</param>
internal sealed record HourGrid(int FirstWeekday, IReadOnlyList<long?> Cells, int UnknownHours)
{
    /// <summary>Hours in a row.</summary>
    public const int Columns = 24;

    /// <summary>The sum of what is known; null where nothing is.</summary>
    public long? Total => Cells.Any(cell => cell is not null) ? Cells.Sum(cell => cell ?? 0) : null;

    /// <summary>The sum of a wall-clock hour.</summary>
    public long OfHour(int hour) => Enumerable.Range(0, 7).Sum(row => Cells[(row * Columns) + hour] ?? 0);

    /// <summary>The sum of a day of the week, counted from the office's first.</summary>
    public long OfRow(int row) => Enumerable.Range(0, Columns).Sum(hour => Cells[(row * Columns) + hour] ?? 0);

    /// <summary>The names of the rows.</summary>
    public IReadOnlyList<string> Rows(WordBook words) => [.. Enumerable.Range(0, 7).Select(row => words["weekday." + ((FirstWeekday + row - 1) % 7 + 1)])];
}
