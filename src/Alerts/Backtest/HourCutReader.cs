using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;

namespace Tongbi.Alerts.Backtest;

/// <summary>
/// The counts as they were seen at the beginning of an hour: nothing of that hour or later. What a question with <c>at</c> costs a look into the
/// ledger for, a whole hour gives from memory.
/// </summary>
/// <param name="inner">The counts of the present.</param>
/// <param name="hour">The first hour that is not seen.</param>
internal sealed class HourCutReader(ICountReader inner, int hour) : ICountReader
{
    /// <inheritdoc/>
    public long Version => inner.Version;

    /// <inheritdoc/>
    public Catalogue Catalogue => inner.Catalogue;

    /// <inheritdoc/>
    public CountAnswer SumDays(CountNode node, int fromDay, int toDay) =>
        Calendar.FirstHourOfDay(toDay) <= hour ? inner.SumDays(node, fromDay, toDay) : inner.SumHours(node, Seen(Calendar.FirstHourOfDay(fromDay)), hour);

    /// <inheritdoc/>
    public CountAnswer SumHours(CountNode node, int fromHour, int toHour) => inner.SumHours(node, Seen(fromHour), Seen(toHour));

    /// <inheritdoc/>
    public CountAnswer Last(CountNode node, int fromDay, int toDay) => inner.Last(node, fromDay, toDay);

    /// <inheritdoc/>
    public void ReadHours(CountNode node, int fromHour, Span<long?> values)
    {
        inner.ReadHours(node, fromHour, values);
        for (int index = Math.Max(0, hour - fromHour); index < values.Length; index++)
        {
            values[index] = null;
        }
    }

    /// <inheritdoc/>
    public void ReadDays(CountNode node, int fromDay, Span<long?> values)
    {
        inner.ReadDays(node, fromDay, values);
        for (int index = Math.Max(0, Calendar.DayOfHour(hour) - fromDay); index < values.Length; index++)
        {
            int day = fromDay + index;
            values[index] = Calendar.FirstHourOfDay(day) < hour ? inner.SumHours(node, Calendar.FirstHourOfDay(day), hour).Value : null;
        }
    }

    /// <inheritdoc/>
    public bool HasOwn(CountNode node) => inner.HasOwn(node);

    /// <inheritdoc/>
    public bool HasOwn(CountNode node, bool ownCategory, bool ownUnit) => inner.HasOwn(node, ownCategory, ownUnit);

    /// <inheritdoc/>
    public CountAnswer SumHoursOwn(CountNode node, bool ownCategory, bool ownUnit, int fromHour, int toHour) =>
        inner.SumHoursOwn(node, ownCategory, ownUnit, Seen(fromHour), Seen(toHour));

    /// <inheritdoc/>
    // Whole days only: the running one is the last that was begun.
    public CorrectionTally Corrections(CountNode node, bool ownCategory, bool ownUnit, int fromDay, int toDay) =>
        inner.Corrections(node, ownCategory, ownUnit, fromDay, Math.Max(fromDay, Math.Min(toDay, Calendar.DayOfHour(hour - 1) + 1)));

    /// <inheritdoc/>
    public HourSpan? EventCoverage(SourceSystem source, Metric metric) => inner.EventCoverage(source, metric);

    private OfficeCalendar Calendar => inner.Catalogue.Calendar;

    private int Seen(int one) => Math.Min(one, hour);
}
