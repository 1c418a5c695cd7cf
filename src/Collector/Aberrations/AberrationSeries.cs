using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;

namespace Tongbi.Collector.Aberrations;

/// <summary>
/// The counts of one series with all that is known before the range, at one version. Reading and evaluating are apart, because a reader must not be held
/// for as long as a regression takes. The figures are those of the curve over the same buckets; what is unknown, below 0 or not begun is NaN to a detector.
/// </summary>
public sealed class AberrationSeries
{
    /// <summary>What one question may cost, in multiplications: some seconds.</summary>
    private const long MostCost = 500_000_000;

    private readonly string[] times;
    private readonly decimal?[] values;
    private readonly double[] observed;
    private readonly DateOnly[]? dates;
    private readonly int first;

    private AberrationSeries(long version, string[] times, decimal?[] values, int first, DateOnly[]? dates)
    {
        Version = version;
        this.times = times;
        this.values = values;
        this.first = first;
        this.dates = dates;
        observed = [.. values.Select(value => value is { } count and >= 0 ? (double)count : double.NaN)];
    }

    /// <summary>Version of the data set that every count is of.</summary>
    public long Version { get; }

    /// <summary>Observations a year at a grain.</summary>
    /// <exception cref="QueryException"><c>bad_grain</c>: none of <c>day week month</c>.</exception>
    public static int FrequencyOf(string grain) => grain switch
    {
        "day" => 365,
        "week" => 52,
        "month" => 12,
        _ => throw new QueryException("bad_grain", "grain", $"grain '{grain}' is not one that aberrations are looked for in; use day, week or month."),
    };

    /// <summary>Reads the counts.</summary>
    /// <exception cref="QueryException">The span or grain is not understood, or the metric is not a count of happenings (<c>bad_metric</c>).</exception>
    public static AberrationSeries Read(ICountReader counts, AberrationRequest request, Instant now)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(request);
        _ = FrequencyOf(request.Grain);
        if (request.Metric.Kind is not (MetricKind.Flow or MetricKind.Selection))
        {
            throw new QueryException("bad_metric", "metric", $"metric '{request.Metric.Id}' is a {(request.Metric.Kind == MetricKind.Stock ? "stock" : "ratio")}; aberrations are looked for in counts of happenings: choose a flow or a selection.");
        }

        OfficeCalendar calendar = counts.Catalogue.Calendar;
        StatisticalNow at = StatisticalNow.Of(calendar, now);
        SeriesRequest asked = new() { Metrics = [request.Metric], Unit = request.Unit, From = request.From, To = request.To, Grain = request.Grain };
        int points = SeriesBuckets.Of(asked, at).Starts.Count;
        SeriesBuckets buckets = SeriesBuckets.Of(asked with { From = LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(calendar.FirstDay)) }, at);
        Measure measure = Subjects.Of(request.Metric, request.Unit, request.Category, request.Source, by: null).Single().Measure;
        decimal?[] values = buckets.Read(counts, measure, Rounding.HalfAwayFromZero);

        // A series begins where something is known of it: that is how far back a detector may look.
        int begin = Math.Min(Math.Max(0, Array.FindIndex(values, value => value is not null)), values.Length - points);
        int[] starts = [.. buckets.Starts.Skip(begin)];
        DateOnly[]? dates = request.Grain == "week" ? [.. starts.Select(day => OfficeCalendar.DateOfDay(day).ToDateOnly())] : null;
        string[] times = [.. starts.Select(day => LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(day)))];
        return new AberrationSeries(counts.Version, times, values[begin..], values.Length - points - begin, dates);
    }

    /// <summary>Evaluates the range.</summary>
    /// <exception cref="QueryException"><c>too_many_points</c>: the range is too long for this method and these settings.</exception>
    public AberrationAnswer Evaluate(Detector detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        int count = observed.Length - first;
        if (count * detector.CostOfPoint > MostCost)
        {
            throw new QueryException("too_many_points", "to", $"{count} points are too many for {detector.Name} with these parameters; {Math.Max(1, MostCost / detector.CostOfPoint)} are possible: choose a shorter span or a coarser grain.");
        }

        IReadOnlyList<AberrationPoint> points = detector.Detect(observed, first, observed.Length - 1, dates);
        return new AberrationAnswer(Version, detector.Name, detector.Parameters, [.. points.Select(Print)]);
    }

    private AberrationFigure Print(AberrationPoint point) => new(
        times[point.Index],
        values[point.Index],
        Finite(point.Expected),
        Finite(point.UpperBound),
        Finite(point.Score),
        double.IsNaN(point.Observed) ? null : point.Alarm);

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
