using System.Globalization;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Reports.Outline;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>All figures of one report: asked of the statistics at one version, for one unit, period and moment, each once.</summary>
internal sealed class ReportFigures
{
    private readonly ICountReader reader;
    private readonly IStatistics statistics;
    private readonly ReportOrder order;
    private readonly IDisclosure disclosure;
    private readonly Dictionary<(Metric, string, SplitBy?), IReadOnlyList<ReportFigure>> known = [];
    private readonly List<Metric> used = [];

    /// <summary>Figures of a report.</summary>
    public ReportFigures(ICountReader reader, IStatistics statistics, ReportOrder order, IDisclosure disclosure)
    {
        this.reader = reader;
        this.statistics = statistics;
        this.order = order;
        this.disclosure = disclosure;
    }

    /// <summary>The version that every figure is of.</summary>
    public long Version => reader.Version;

    /// <summary>Days of the period.</summary>
    public int Days => order.Period.Days;

    /// <summary>Whether there is a 环比 beside the 同比.</summary>
    public bool HasPrevious => order.Outline.Edition.Comparisons().Contains("previous");

    /// <summary>The metrics of which figures were asked, in the order of first asking.</summary>
    public IReadOnlyList<Metric> UsedMetrics => used;

    /// <summary>The figure of a subject for the report's unit.</summary>
    public ReportFigure One(OutlineSubject subject) => Ask(subject, null)[0];

    /// <summary>The figures of the units one level down, and what stands at the unit itself where anything does.</summary>
    public IReadOnlyList<ReportFigure> ByUnit(OutlineSubject subject) => Ask(subject, SplitBy.Unit);

    /// <summary>The figures of the categories one level down, and what is uncategorised where anything is. A selection's parts are its categories.</summary>
    public IReadOnlyList<ReportFigure> ByCategory(OutlineSubject subject) =>
        subject.Metric.Kind == MetricKind.Ratio || (subject.Metric.Kind != MetricKind.Selection && subject.Category.Children.Count == 0) ? [] : Ask(subject, SplitBy.Category);

    /// <summary>Counts by day of the week and hour.</summary>
    public HourGrid Hours(OutlineSubject subject)
    {
        long?[] cells = new long?[7 * HourGrid.Columns];
        int first = (int)reader.Catalogue.Calendar.WeekStart;
        int unknown = 0;
        SeriesAnswer hours = Series(subject, order.Period.FromDay, order.Period.ToDay, "hour", null);
        for (int index = 0; index < hours.Times.Count; index++)
        {
            if (hours.Series[0].Values[index] is not { } count)
            {
                unknown++;
                continue;
            }

            int day = OfficeCalendar.DayNumber(LocalDatePattern.Iso.Parse(hours.Times[index][..10]).Value);
            int row = ((int)OfficeCalendar.DateOfDay(day).DayOfWeek - first + 7) % 7;
            int cell = (row * HourGrid.Columns) + int.Parse(hours.Times[index].AsSpan(11, 2), CultureInfo.InvariantCulture);
            cells[cell] = (cells[cell] ?? 0) + (long)count;
        }

        return new HourGrid(first, cells, unknown);
    }

    /// <summary>A curve of the report's unit, by day or month.</summary>
    public SeriesAnswer Series(OutlineSubject subject, int fromDay, int toDay, string grain, SplitBy? by)
    {
        Use(subject.Metric);
        return statistics.Evaluate(
            reader,
            new SeriesRequest
            {
                Metrics = [subject.Metric],
                Unit = order.Unit,
                Category = subject.Category.Path,
                From = LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(fromDay)),
                To = LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(toDay)),
                Grain = grain,
                By = by,
            },
            order.Moment);
    }

    private IReadOnlyList<ReportFigure> Ask(OutlineSubject subject, SplitBy? by)
    {
        if (!known.TryGetValue((subject.Metric, subject.Category.Path, by), out IReadOnlyList<ReportFigure>? figures))
        {
            Use(subject.Metric);
            StatisticsAnswer answer = statistics.Evaluate(
                reader,
                new StatisticsRequest
                {
                    Metrics = [subject.Metric],
                    Unit = order.Unit,
                    Category = subject.Category.Path,
                    Periods = [order.Period.Name],
                    Compare = order.Outline.Edition.Comparisons(),
                    By = by,
                    Sentences = by is null,
                },
                order.Moment);
            known[(subject.Metric, subject.Category.Path, by)] = figures = [.. answer.Items.Select(item => Figure(subject.Metric, item))];
        }

        return figures;
    }

    private ReportFigure Figure(Metric metric, StatisticItem item)
    {
        UnitNode unit = reader.Catalogue.FindUnit(item.Unit) ?? order.Unit;
        CategoryNode? category = (metric.Kind == MetricKind.Selection ? metric.Of : metric)?.FindCategory(item.Category);
        ReportFigure figure = new(item, metric, unit, category);
        bool own = figure.IsOwn;
        bool part = metric.Kind == MetricKind.Selection && item.Category.Length > 0;
        CellPlace place = new(
            part ? metric.Of!.Id : metric.Id, // not null: a selection has one
            item.Unit,
            item.Category,
            OwnUnit: own && item.Key == item.Unit + "/~",
            OwnCategory: own && item.Key == item.Category + "/~");
        return figure with
        {
            Current = disclosure.Of(place, ReportSpan.Current),
            Base = disclosure.Of(place, ReportSpan.Year),
            Before = HasPrevious ? disclosure.Of(place, ReportSpan.Previous) : Disclosed.Shown,
        };
    }

    private void Use(Metric metric)
    {
        if (!used.Contains(metric))
        {
            used.Add(metric);
        }
    }
}
