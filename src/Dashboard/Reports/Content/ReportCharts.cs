using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports.Outline;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>
/// Says what a report's charts show, from the report's own figures. Null where there is nothing to draw, or, in the public profile, where any of it
/// may not be shown: a bar's length tells its count, and curves by the day are mostly of counts below 5.
/// </summary>
internal static class ReportCharts
{
    /// <summary>Most bars; the rest become one.</summary>
    private const int MostBars = 20;

    /// <summary>Most panels of small multiples.</summary>
    private const int MostPanels = 12;

    /// <summary>The chart, or null.</summary>
    public static ChartSpec? Spec(ReportWriter report, ChartOutline chart)
    {
        bool isCurve = chart.Kind is ChartKind.Trend or ChartKind.Heatmap or ChartKind.Multiples;
        if (report.IsRatesOnly || (report.IsPublic && isCurve))
        {
            return null;
        }

        ChartSpec? spec = chart.Kind switch
        {
            ChartKind.Trend => Trend(report, chart),
            ChartKind.Ranking => Ranking(report, chart),
            ChartKind.Heatmap => Heatmap(report, chart),
            ChartKind.Shares => Shares(report, chart),
            ChartKind.Waterfall => Waterfall(report, chart),
            ChartKind.Multiples => Multiples(report, chart),
            _ => throw new ArgumentOutOfRangeException(nameof(chart), chart.Kind, "No such chart."),
        };
        return spec is null ? null : spec with
        {
            Subtitle = report.PeriodLine,
            ValueUnit = chart.Subject.Metric.Unit,
            Footnote = report.ChartFootnote,
            Simulated = report.IsSimulated,
            Language = report.IsChinese ? "zh" : "en",
        };
    }

    private static TrendSpec? Trend(ReportWriter report, ChartOutline chart)
    {
        TrendSpec[] curves = [.. Curves(report, chart, null)];
        return curves is [var curve] && curve.Values.Any(value => value is not null) ? curve with { Title = report.Say(chart.Title), Name = report.Words["chart.current"] } : null;
    }

    private static SmallMultiplesSpec? Multiples(ReportWriter report, ChartOutline chart)
    {
        TrendSpec[] curves = [.. Curves(report, chart, SplitBy.Unit).Where(curve => curve.Values.Any(value => value is not null)).Take(MostPanels)];
        return curves.Length == 0 ? null : new SmallMultiplesSpec { Title = report.Say(chart.Title), Panels = curves };
    }

    private static IEnumerable<TrendSpec> Curves(ReportWriter report, ChartOutline chart, SplitBy? by)
    {
        bool byMonth = report.Period.Kind == PeriodKind.Year;
        SeriesAnswer now = report.Figures.Series(chart.Subject, report.Period.FromDay, report.Period.ToDay, byMonth ? "month" : "day", by);
        (int From, int To)? earlier = YearBefore(report, chart);
        SeriesAnswer? then = earlier is { } span ? report.Figures.Series(chart.Subject, span.From, span.To, byMonth ? "month" : "day", by) : null;
        string[] labels = [.. now.Times.Select(time => Label(report, time, byMonth))];
        foreach (SeriesCurve curve in now.Series)
        {
            SeriesCurve? ghost = then?.Series.FirstOrDefault(other => other.Key == curve.Key);
            string name = curve.Key is null ? "" : report.UnitName(curve.Unit, curve.Key);
            yield return new TrendSpec
            {
                Title = name,
                Name = name.Length > 0 ? name : report.Words["chart.current"],
                Labels = labels,
                Values = curve.Values,
                BaseName = ghost is null ? "" : report.Words["chart.base"],
                // A leap day has no counterpart of its own: the ghost line ends a place earlier, or its last place is left out.
                Base = ghost is null ? null : [.. Enumerable.Range(0, labels.Length).Select(index => index < ghost.Values.Count ? ghost.Values[index] : null)],
            };
        }
    }

    private static (int From, int To)? YearBefore(ReportWriter report, ChartOutline chart) =>
        report.Figures.One(chart.Subject).Year?.Period is { } period
            ? (OfficeCalendar.DayNumber(LocalDatePattern.Iso.Parse(period.From).Value), OfficeCalendar.DayNumber(LocalDatePattern.Iso.Parse(period.To).Value))
            : null;

    private static string Label(ReportWriter report, string time, bool byMonth)
    {
        LocalDate date = LocalDatePattern.Iso.Parse(time[..10]).Value;
        return report.Words.Say(
            byMonth ? "chart.month" : "chart.day",
            ("year", date.Year.ToString(CultureInfo.InvariantCulture)),
            ("month", date.Month.ToString(CultureInfo.InvariantCulture)),
            ("month2", date.Month.ToString("00", CultureInfo.InvariantCulture)),
            ("day", date.Day.ToString("00", CultureInfo.InvariantCulture)));
    }

    private static RankingSpec? Ranking(ReportWriter report, ChartOutline chart)
    {
        ReportFigure[] units = [.. report.Figures.ByUnit(chart.Subject).Where(unit => !unit.IsOwn)];
        return units.Length == 0 || units.Any(unit => !unit.IsShown) ? null : new RankingSpec
        {
            Title = report.Say(chart.Title),
            Rows = Bars(report, units.OrderByDescending(unit => unit.Item.Value ?? decimal.MinValue), report.UnitName, unit => unit.Year?.Percent is { } percent ? $"{Value(unit)} {percent}" : Value(unit)),
        };
    }

    private static SharesSpec? Shares(ReportWriter report, ChartOutline chart)
    {
        ReportFigure whole = report.Figures.One(chart.Subject);
        ReportFigure[] parts = [.. report.Figures.ByCategory(chart.Subject)];
        if (whole.Item.Value is not > 0 || !whole.CurrentShown || parts.Any(part => !part.CurrentShown))
        {
            return null;
        }

        long all = (long)whole.Item.Value.Value;
        ReportFigure[] some = [.. parts.Where(part => part.Item.Value > 0).OrderByDescending(part => part.Item.Value)];
        return some.Length == 0 ? null : new SharesSpec
        {
            Title = report.Say(chart.Title),
            Parts = Bars(report, some, report.CategoryName, part => $"{Value(part)} {FigureText.PlainPercent(ExactQuotient.Round((long)part.Item.Value!.Value, all, 4, Rounding.HalfAwayFromZero))}"), // not null: above 0
        };
    }

    private static WaterfallSpec? Waterfall(ReportWriter report, ChartOutline chart)
    {
        ReportFigure whole = report.Figures.One(chart.Subject);
        ReportFigure[] parts = [.. report.Figures.ByCategory(chart.Subject)];
        if (parts.Append(whole).Any(part => part.Year?.Change is null || !part.YearShown))
        {
            return null;
        }

        BarRow[] steps =
        [
            .. parts.Where(part => part.Year!.Change != 0).Select(part => new BarRow( // not null: just asked
                report.CategoryName(part),
                part.Year!.Change,
                FigureCells.Change(part.Metric, part.Year.Value, part.Year.Current).Text)),
        ];
        return steps.Sum(step => step.Value) != whole.Year!.Change ? null : new WaterfallSpec
        {
            Title = report.Say(chart.Title),
            From = new BarRow(report.Words["chart.base"], whole.Year.Value, FigureCells.Count(whole.Metric, whole.Year.Value).Text),
            Steps = steps,
            To = new BarRow(report.Words["chart.current"], whole.Year.Current, FigureCells.Count(whole.Metric, whole.Year.Current).Text),
        };
    }

    private static HeatmapSpec? Heatmap(ReportWriter report, ChartOutline chart)
    {
        HourGrid grid = report.Figures.Hours(chart.Subject);
        return grid.Total is null ? null : new HeatmapSpec
        {
            Title = report.Say(chart.Title),
            Rows = grid.Rows(report.Words),
            Columns = [.. Enumerable.Range(0, HourGrid.Columns).Select(hour => hour.ToString(CultureInfo.InvariantCulture))],
            Values = grid.Cells,
        };
    }

    private static BarRow[] Bars(ReportWriter report, IEnumerable<ReportFigure> figures, Func<ReportFigure, string> name, Func<ReportFigure, string> text)
    {
        ReportFigure[] all = [.. figures];
        BarRow[] bars = [.. all.Take(all.Length > MostBars ? MostBars - 1 : MostBars).Select(figure => new BarRow(name(figure), figure.Item.Value, text(figure), figure.Year?.Value))];
        ReportFigure[] rest = all[bars.Length..];
        return rest.Length == 0 ? bars : [.. bars, Rest(report, rest)];
    }

    private static BarRow Rest(ReportWriter report, ReportFigure[] rest)
    {
        decimal? sum = rest.Any(figure => figure.Item.Value is not null) ? rest.Sum(figure => figure.Item.Value) : null;
        return new BarRow(report.Words.Say("chart.rest", ("count", FigureText.Count(rest.Length))), sum, sum is { } known ? FigureText.Count((long)known) : FigureCells.None);
    }

    private static string Value(ReportFigure figure) => FigureCells.Count(figure.Metric, figure.Item.Value).Text;
}
