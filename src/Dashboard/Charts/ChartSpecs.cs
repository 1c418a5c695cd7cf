using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Live;

namespace Tongbi.Dashboard.Charts;

/// <summary>
/// What charts show, asked of the one definition of every figure: a bar, a point or a cell is exactly what <c>/api/v1/statistics</c> and
/// <c>/api/v1/series</c> answer at that version (a ratio times 100, as it is printed). Stateless and thread-safe.
/// </summary>
/// <param name="statistics">The statistics.</param>
public sealed class ChartSpecs(IStatistics statistics)
{
    private const int BandYears = 3;

    /// <summary>A curve over the period, with last year's (or another period's) as a ghost line.</summary>
    /// <exception cref="QueryException">The period, comparison or grain is not understood or does not fit.</exception>
    public TrendSpec Trend(ICountReader counts, ChartQuestion question, Instant now)
    {
        (StatisticalNow clock, NamedPeriod period, ChartText text) = Begin(counts, question, now);
        ComparisonBasis? basis = PeriodBasis(question);
        string grain = question.Grain ?? Grain(period, OneMetric(question));
        TrendSpec curve = Curves(counts, question with { By = null }, now, clock, period, basis, grain, text)[0];
        return text.Frame(question.Band ? WithBand(curve, counts, question, now, clock, period, grain, text) : curve, "trend", period, basis is not null);
    }

    /// <summary>The same curve for every unit one level down (or another split), on one scale.</summary>
    /// <exception cref="QueryException">The period, comparison or grain is not understood or does not fit.</exception>
    public SmallMultiplesSpec Multiples(ICountReader counts, ChartQuestion question, Instant now)
    {
        question = question with { By = question.By ?? SplitBy.Unit };
        (StatisticalNow clock, NamedPeriod period, ChartText text) = Begin(counts, question, now);
        ComparisonBasis? basis = PeriodBasis(question);
        string grain = question.Grain ?? Grain(period, OneMetric(question));
        TrendSpec[] curves = [.. Curves(counts, question, now, clock, period, basis, grain, text)];
        return text.Frame(new SmallMultiplesSpec { Title = "", Panels = curves }, "multiples", period, basis is not null);
    }

    /// <summary>Units (or another split) by their figures, the largest first, with last year's as a mark.</summary>
    /// <exception cref="QueryException">The period or comparison is not understood or does not fit.</exception>
    public RankingSpec Ranking(ICountReader counts, ChartQuestion question, Instant now)
    {
        question = question with { By = question.By ?? SplitBy.Unit };
        (_, NamedPeriod period, ChartText text) = Begin(counts, question, now);
        bool compared = ComparisonBasis.Parse(question.Compare) is { IsExpectation: false };
        IEnumerable<StatisticItem> items = Items(counts, question, now, question.By).OrderByDescending(item => item.Value ?? decimal.MinValue);
        return text.Frame(new RankingSpec { Title = "", Rows = [.. items.Select(item => Row(counts, item, question.Compare, text))] }, "ranking", period, compared);
    }

    /// <summary>Counts by day of the week and hour.</summary>
    /// <exception cref="QueryException">The period is not understood, or the metric has no hours.</exception>
    public HeatmapSpec Heatmap(ICountReader counts, ChartQuestion question, Instant now)
    {
        (_, NamedPeriod period, ChartText text) = Begin(counts, question, now);
        Metric metric = OneMetric(question);
        if (metric.Kind is MetricKind.Stock or MetricKind.Ratio)
        {
            throw new QueryException("bad_metric", "metric", $"metric '{metric.Id}' is not a count of what happens; only flows and selections have hours.");
        }

        SeriesAnswer hours = Series(counts, question with { By = null }, now, period.FromDay, period.ToDay, "hour");
        OfficeCalendar calendar = counts.Catalogue.Calendar;
        decimal?[] cells = HeatmapQuestion.Fold(calendar, hours.Times, hours.Series[0].Values);
        HeatmapSpec spec = new()
        {
            Title = "",
            Rows = [.. Enumerable.Range(0, 7).Select(row => text.Words["weekday." + ((((int)calendar.WeekStart - 1 + row) % 7) + 1).ToString(CultureInfo.InvariantCulture)])],
            Columns = [.. Enumerable.Range(0, 24).Select(hour => hour.ToString(CultureInfo.InvariantCulture))],
            Values = [.. cells.Select(cell => (long?)cell)],
        };
        return text.Frame(spec, "heatmap", period, compared: false);
    }

    /// <summary>The parts of a count by category (or another split), the largest first.</summary>
    /// <exception cref="QueryException">The period is not understood, or the metric does not add up.</exception>
    public SharesSpec Shares(ICountReader counts, ChartQuestion question, Instant now)
    {
        question = question with { By = question.By ?? SplitBy.Category, Compare = "none" };
        (_, NamedPeriod period, ChartText text) = Begin(counts, question, now);
        if (OneMetric(question).Kind == MetricKind.Ratio)
        {
            throw new QueryException("bad_metric", "metric", $"metric '{question.Metrics[0].Id}' is a ratio; it has no parts that add up.");
        }

        decimal? whole = Items(counts, question, now, null)[0].Value;
        BarRow[] parts =
        [
            .. Items(counts, question, now, question.By)
                .OrderByDescending(item => item.Value ?? decimal.MinValue)
                .Select(item => new BarRow(text.Named(item), item.Value, ChartText.Figure(item.Value) + Share(item.Value, whole))),
        ];
        return text.Frame(new SharesSpec { Title = "", Parts = parts }, "shares", period, compared: false);
    }

    /// <summary>From the base to the present count, one step for each category (or another split), the largest rise first.</summary>
    /// <exception cref="QueryException">The period or comparison is not understood or does not fit.</exception>
    public WaterfallSpec Waterfall(ICountReader counts, ChartQuestion question, Instant now)
    {
        question = question with { By = question.By ?? SplitBy.Category };
        (_, NamedPeriod period, ChartText text) = Begin(counts, question, now);
        if (OneMetric(question).Kind == MetricKind.Ratio || PeriodBasis(question) is null)
        {
            throw new QueryException("bad_compare", "compare", "A waterfall shows what a change of counts is made of; it needs a count and a comparison with another period.");
        }

        StatisticComparison whole = Items(counts, question, now, null)[0].Comparisons[question.Compare];
        (string Name, decimal? Change)[] changes =
        [
            .. Items(counts, question, now, question.By)
                .Select(item => (text.Named(item), item.Comparisons[question.Compare].Change))
                .OrderByDescending(step => step.Change ?? decimal.MinValue),
        ];
        List<BarRow> steps = [.. changes.Select(step => new BarRow(step.Name, step.Change, ChartText.Change(step.Change)))];
        if (whole.Change is { } total && total != changes.Sum(step => step.Change ?? 0))
        {
            decimal rest = total - changes.Sum(step => step.Change ?? 0);
            steps.Add(new BarRow(text.Words["unexplained"], rest, ChartText.Change(rest)));
        }

        WaterfallSpec spec = new()
        {
            Title = "",
            From = new BarRow(text.BaseName(), whole.Value, ChartText.Figure(whole.Value)),
            Steps = steps,
            To = new BarRow(text.CurrentName(), whole.Current, $"{ChartText.Figure(whole.Current)}{ChartText.Beside(whole)}"),
        };
        return text.Frame(spec, "waterfall", period, compared: true);
    }

    private static (StatisticalNow Clock, NamedPeriod Period, ChartText Text) Begin(ICountReader counts, ChartQuestion question, Instant now)
    {
        StatisticalNow clock = StatisticalNow.Of(counts.Catalogue.Calendar, now);
        return (clock, PeriodParser.Parse(question.Period, clock), new ChartText(question, counts, clock));
    }

    private static Metric OneMetric(ChartQuestion question) => question.Metrics is [var only]
        ? only
        : throw new QueryException("too_many_values", "metric", "This chart shows one metric; ask once for each, or use a ranking with by=metric.");

    private static ComparisonBasis? PeriodBasis(ChartQuestion question) => ComparisonBasis.Parse(question.Compare) is not { } basis ? null : basis.IsExpectation
        ? throw new QueryException("bad_compare", "compare", $"compare '{question.Compare}' is an expectation and has no curve; use year, year:2019, year-weekday, year-lunar, previous or none.")
        : basis;

    /// <summary>Steps that give a curve some dozens of points.</summary>
    private static string Grain(NamedPeriod period, Metric metric) => period.Days switch
    {
        <= 2 when metric.Kind is MetricKind.Flow or MetricKind.Selection => "hour",
        <= 100 => "day",
        <= 400 when period.Kind is not (PeriodKind.Year or PeriodKind.Months) => "week",
        <= 3000 => "month",
        _ => "year",
    };

    private TrendSpec[] Curves(ICountReader counts, ChartQuestion question, Instant now, StatisticalNow clock, NamedPeriod period, ComparisonBasis? basis, string grain, ChartText text)
    {
        SeriesAnswer current = Series(counts, question, now, period.FromDay, period.ToDay, grain);
        ComparedSpan? span = basis is null ? null : WholeBase(counts, period, basis);
        SeriesAnswer? before = span is { Hours: not null } other ? Series(counts, question, now, other.FromDay, other.ToDay, grain) : null;
        string[] labels = [.. current.Times.Select(time => text.Place(time, grain, period.Days == 1))];
        int? provisional = Provisional(current.Times, period, clock);
        return
        [
            .. current.Series
                .Where(curve => curve.Key?.EndsWith("/~", StringComparison.Ordinal) is not true || curve.Values.Any(value => value is not null and not 0))
                .Select(curve => new TrendSpec
                {
                    Title = text.Named(curve.Key, curve.Metric, curve.Source),
                    Labels = labels,
                    Name = text.CurrentName(),
                    Values = Printed(question, curve.Values),
                    BaseName = basis is null ? "" : text.BaseName(),
                    Base = basis is null ? null : Printed(question, Aligned(period, current.Times, span, before, curve.Key, grain)),
                    ProvisionalFrom = provisional,
                    Language = question.Language,
                }),
        ];
    }

    /// <summary>The counterpart of the whole period, also of what this side has not reached yet: asked as if it were over.</summary>
    private static ComparedSpan? WholeBase(ICountReader counts, NamedPeriod period, ComparisonBasis basis)
    {
        OfficeCalendar calendar = counts.Catalogue.Calendar;
        StatisticalNow over = StatisticalNow.Of(calendar, calendar.StartOfHour(calendar.FirstHourOfDay(period.ToDay)));
        return new PeriodMapper(calendar).Base(period, basis, over);
    }

    private static decimal?[] Aligned(NamedPeriod period, IReadOnlyList<string> times, ComparedSpan? span, SeriesAnswer? before, string? key, string grain)
    {
        if (span is not { } known || before?.Series.FirstOrDefault(curve => curve.Key == key) is not { } curve)
        {
            // Week 53, or before the calendar: unknown, and this side is shown all the same.
            return new decimal?[times.Count];
        }

        return grain == "hour"
            ? TrendQuestion.ByWallClock(period.FromDay, times, known.FromDay, before.Times, curve.Values)
            : [.. Enumerable.Range(0, times.Count).Select(index => index < curve.Values.Count ? curve.Values[index] : null)];
    }

    private TrendSpec WithBand(TrendSpec curve, ICountReader counts, ChartQuestion question, Instant now, StatisticalNow clock, NamedPeriod period, string grain, ChartText text)
    {
        int year = OfficeCalendar.DateOfDay(period.ToDay - 1).Year;
        TrendSpec[] years =
        [
            .. Enumerable.Range(1, BandYears)
                .Select(back => new ComparisonBasis($"year:{year - back}", ComparisonKind.Year, year - back))
                .Select(basis => Curves(counts, question with { By = null }, now, clock, period, basis, grain, text)[0]),
        ];
        IReadOnlyList<decimal?>[] bases = [.. years.Select(other => other.Base ?? [])];
        decimal?[] At(int place) => [.. bases.Select(values => place < values.Count ? values[place] : null)];
        bool Known(int place) => At(place).All(value => value is not null);
        int places = curve.Values.Count;
        return curve with
        {
            BandName = text.Words["years"],
            Low = [.. Enumerable.Range(0, places).Select(place => Known(place) ? At(place).Min() : null)],
            High = [.. Enumerable.Range(0, places).Select(place => Known(place) ? At(place).Max() : null)],
        };
    }

    /// <summary>The first place whose end is not past.</summary>
    private static int? Provisional(IReadOnlyList<string> times, NamedPeriod period, StatisticalNow clock)
    {
        for (int place = 0; place < times.Count; place++)
        {
            bool over = times[place].Length > 10
                ? OffsetDateTimePattern.Rfc3339.Parse(times[place]).Value.ToInstant() + Duration.FromHours(1) <= clock.At
                : (place + 1 < times.Count ? OfficeCalendar.DayNumber(LocalDatePattern.Iso.Parse(times[place + 1]).Value) : period.ToDay) <= clock.Today;
            if (!over)
            {
                return place;
            }
        }

        return null;
    }

    private SeriesAnswer Series(ICountReader counts, ChartQuestion question, Instant now, int fromDay, int toDay, string grain) => statistics.Evaluate(
        counts,
        new SeriesRequest
        {
            Metrics = [OneMetric(question)],
            Unit = question.Unit,
            Category = question.Category,
            Source = question.Source,
            From = LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(fromDay)),
            To = LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(toDay)),
            Grain = grain,
            By = question.By,
        },
        now);

    private IReadOnlyList<StatisticItem> Items(ICountReader counts, ChartQuestion question, Instant now, SplitBy? by)
    {
        StatisticsAnswer answer = statistics.Evaluate(
            counts,
            new StatisticsRequest
            {
                Metrics = question.Metrics,
                Unit = question.Unit,
                Category = question.Category,
                Source = question.Source,
                Periods = [question.Period],
                Compare = question.Compare == "none" ? [] : [question.Compare],
                By = by,
                Tests = false,
            },
            now);
        return [.. answer.Items.Where(item => item.Key?.EndsWith("/~", StringComparison.Ordinal) is not true || item.Value is not null and not 0)];
    }

    private static BarRow Row(ICountReader counts, StatisticItem item, string compare, ChartText text)
    {
        bool isRatio = counts.Catalogue.FindMetric(item.Metric)?.Kind == MetricKind.Ratio;
        StatisticComparison? comparison = item.Comparisons.GetValueOrDefault(compare);
        decimal? value = isRatio ? item.Value * 100 : item.Value;
        decimal? before = comparison is { Comparable: true } ? comparison.Value : null;
        return new BarRow(text.Named(item), value, ChartText.Figure(value) + ChartText.Beside(comparison), isRatio ? before * 100 : before);
    }

    private static IReadOnlyList<decimal?> Printed(ChartQuestion question, IReadOnlyList<decimal?> values) =>
        OneMetric(question).Kind == MetricKind.Ratio ? [.. values.Select(value => value * 100)] : values;

    private static string Share(decimal? part, decimal? whole) => part is { } count and >= 0 && whole is { } all and > 0
        ? "  " + FigureText.PlainPercent(ExactQuotient.Round((long)count, (long)all, 4, Rounding.HalfAwayFromZero))
        : "";
}
