using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Statistics;

/// <summary>The definition of every figure: pure, stateless, thread-safe.</summary>
/// <param name="rounding">What becomes of an exact half in rates, points and quotients.</param>
public sealed class StatisticsEngine(Rounding rounding) : IStatistics
{
    /// <summary>Rounds half away from zero, as the bulletins do.</summary>
    public StatisticsEngine()
        : this(Rounding.HalfAwayFromZero)
    {
    }

    /// <inheritdoc/>
    public StatisticsAnswer Evaluate(ICountReader counts, StatisticsRequest request, Instant now)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(request);
        StatisticalNow at = StatisticalNow.Of(counts.Catalogue.Calendar, now);
        ComparisonBasis[] bases = [.. request.Compare.Select(ComparisonBasis.Parse).OfType<ComparisonBasis>().DistinctBy(basis => basis.Name)];
        ItemBuilder[] periods = [.. request.Periods.Select(name => new ItemBuilder(counts, PeriodParser.Parse(name, at), at, bases, rounding, request.Sentences ? request.SentenceDecimals : null, request.Tests))];
        List<StatisticItem> items = [];
        foreach (Subject[] subjects in request.Metrics.Select(metric => SubjectsOf(metric, request).ToArray()))
        {
            foreach (ItemBuilder period in periods)
            {
                items.AddRange(subjects.Select(period.Build).OfType<StatisticItem>());
            }
        }

        return new StatisticsAnswer(counts.Version, OffsetDateTimePattern.Rfc3339.Format(now.InZone(at.Calendar.Zone).ToOffsetDateTime()), items);
    }

    private static IEnumerable<Subject> SubjectsOf(Metric metric, StatisticsRequest request) => request.Places is { } places
        ? places.SelectMany(place => Subjects.Of(metric, place.Unit, place.Category, request.Source, by: null))
        : Subjects.Of(metric, request.Unit, request.Category, request.Source, request.By);

    /// <inheritdoc/>
    public ReconciliationAnswer Evaluate(ICountReader counts, ReconciliationRequest request, Instant now)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(request);
        StatisticalNow at = StatisticalNow.Of(counts.Catalogue.Calendar, now);
        if (request.Metrics.FirstOrDefault(metric => Subjects.ReconciledOf(metric) is null) is { } single)
        {
            throw new QueryException("not_reconciled", "metric", $"metric '{single.Id}' has no two sources that tell the same fact; the catalogue's reconcile names them.");
        }

        ItemBuilder[] periods = [.. request.Periods.Select(name => new ItemBuilder(counts, PeriodParser.Parse(name, at), at, [], rounding))];
        List<ReconciliationItem> items = [];
        foreach (Metric metric in request.Metrics)
        {
            Subject[] subjects = [.. Subjects.Of(metric, request.Unit, request.Category, null, request.By)];
            items.AddRange(periods.SelectMany(period => subjects.Select(period.Reconcile)).OfType<ReconciliationItem>());
        }

        return new ReconciliationAnswer(counts.Version, OffsetDateTimePattern.Rfc3339.Format(now.InZone(at.Calendar.Zone).ToOffsetDateTime()), items);
    }

    /// <inheritdoc/>
    public SeriesAnswer Evaluate(ICountReader counts, SeriesRequest request, Instant now)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(request);
        StatisticalNow at = StatisticalNow.Of(counts.Catalogue.Calendar, now);
        SeriesBuckets buckets = SeriesBuckets.Of(request, at);
        Subject[] subjects = [.. request.Metrics.SelectMany(metric => Subjects.Of(metric, request.Unit, request.Category, request.Source, request.By))];
        buckets.Check(subjects.Count(subject => !subject.OnlyIfAny));
        List<SeriesCurve> curves = [];
        foreach (Subject subject in subjects)
        {
            decimal?[] values = buckets.Read(counts, subject.Measure, rounding);
            if (!subject.OnlyIfAny || Array.Exists(values, value => value is not (null or 0)))
            {
                curves.Add(new SeriesCurve(subject.Metric.Id, subject.Unit, subject.Category, subject.Source, subject.Key, values));
            }
        }

        buckets.Check(curves.Count);
        return new SeriesAnswer(counts.Version, buckets.Times, curves);
    }
}
