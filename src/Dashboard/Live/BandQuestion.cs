using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Aberrations;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Live;

/// <summary>
/// What a curve by day was expected to be, and the bound above which it is out of the ordinary (<c>/api/v1/aberrations</c>). A regression is not
/// worth asking at every call that comes in: what is expected of a day rests on the days before it, so an answer stands for a minute.
/// Asked by one view at a time.
/// </summary>
/// <param name="Panel">Id of the panel.</param>
/// <param name="Metric">A flow or a selection.</param>
/// <param name="Unit">The unit, with all below it.</param>
/// <param name="Category">Category path; empty = all.</param>
/// <param name="Span">Period that is covered.</param>
/// <param name="Method">Name of the method.</param>
internal sealed record BandQuestion(string Panel, Metric Metric, UnitNode Unit, string Category, string Span, string Method)
    : CurveQuestion(Panel, Metric, Unit, Category, Span)
{
    /// <summary>How long an answer stands.</summary>
    public static readonly Duration Lifetime = Duration.FromMinutes(1);

    /// <inheritdoc/>
    public override IReadOnlyList<PanelCurve> Ask(IStatistics statistics, ICountReader counts, Instant now)
    {
        NamedPeriod span = Resolve(counts, now);
        bool stands = answer.Length > 0 && span.FromDay == from && span.ToDay == to && now >= askedAt && now - askedAt < Lifetime;
        if (!stands)
        {
            answer = Evaluate(counts, span, now);
            (from, to, askedAt) = (span.FromDay, span.ToDay, now);
        }

        return answer;
    }

    private PanelCurve[] Evaluate(ICountReader counts, NamedPeriod span, Instant now)
    {
        AberrationRequest request = new()
        {
            Metric = Metric,
            Unit = Unit,
            Category = Category,
            From = LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(span.FromDay)),
            To = LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(span.ToDay)),
            Grain = "day",
        };
        Detector detector = DetectorReader.Read(Method, new Dictionary<string, string>(), AberrationSeries.FrequencyOf("day"));
        IReadOnlyList<AberrationFigure> points = AberrationSeries.Read(counts, request, now).Evaluate(detector).Points;
        string[] times = [.. points.Select(point => point.Time)];
        return
        [
            new PanelCurve(Panel, "expected", times, [.. points.Select(point => Drawn(point.Expected))]),
            new PanelCurve(Panel, "upper", times, [.. points.Select(point => Drawn(point.UpperBound))]),
        ];
    }

    /// <summary>To a tenth: more cannot be seen, and every digit would be sent.</summary>
    private static decimal? Drawn(double? value) => value is { } known && Math.Abs(known) < 1e15 ? Math.Round((decimal)known, 1, MidpointRounding.AwayFromZero) : null;

    private PanelCurve[] answer = [];
    private Instant askedAt;
    private int from;
    private int to;
}
