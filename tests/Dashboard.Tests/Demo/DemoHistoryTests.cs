using System.Globalization;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Demo;
using Xunit;

namespace Tongbi.Dashboard.Tests.Demo;

public sealed class DemoHistoryTests
{
    public static TheoryData<string> Starts =>
    [
        "2026-11-23T17:35:56+08:00",
        "2028-02-29T10:30:00+08:00",
        "2028-03-01T00:30:00+08:00",
        "2029-02-28T09:05:00+08:00",
        "2027-01-01T00:30:00+08:00",
        "2027-01-05T09:00:00+08:00",
        "2027-01-15T00:00:00+08:00",
        "2026-12-31T23:59:59+08:00",
        "2026-05-01T00:00:00+08:00",
    ];

    /// <summary>Adds up the records by the calendar of .NET, independently of the generator's own spans.</summary>
    [Theory]
    [MemberData(nameof(Starts))]
    public void FoundingFigures_AddedUpFromTheRecords_ComeOut(string start)
    {
        Instant now = ShippedDemo.At(start);
        DemoHistory history = new(ShippedDemo.Catalogue, now);
        (DateTime Local, DemoEvent Event)[] events = [.. history.Events(history.From, now).Select(happening => (LocalOf(happening.OccurredAt), happening))];
        DateTime local = LocalOf(now.ToUnixTimeSeconds());
        DateTime runningHour = local.Date.AddHours(local.Hour);
        (DateTime From, DateTime To) current = (new DateTime(local.Year, 1, 1), runningHour);
        (DateTime From, DateTime To) last = (new DateTime(local.Year - 1, 1, 1), runningHour.AddHours(-1).AddYears(-1).AddHours(1));
        if (local.DayOfYear <= FoundingSpan.MinimumDays)
        {
            Assert.Equal((local.Year - 1).ToString(CultureInfo.InvariantCulture), history.Span.Period);
            current = (new DateTime(local.Year - 1, 1, 1), new DateTime(local.Year, 1, 1));
            last = (new DateTime(local.Year - 2, 1, 1), new DateTime(local.Year - 1, 1, 1));
        }
        else
        {
            Assert.Equal("ytd", history.Span.Period);
        }

        long Count(string metric, (DateTime From, DateTime To) span) =>
            events.Count(item => item.Local >= span.From && item.Local < span.To && Counts(item.Event, ShippedDemo.Catalogue.FindMetric(metric)!));

        Assert.Equal((993, 794), (Count("case.admin.handled", current), Count("case.admin.handled", last)));
        Assert.Equal("-23.99", Rate(Count("incident.vice_lead", current), Count("incident.vice_lead", last)));
        Assert.Equal((206, 271), (Count("incident.vice_lead", current), Count("incident.vice_lead", last)));
        Assert.Equal("-6.26", Rate(Count("incident.admin", current), Count("incident.admin", last)));
    }

    [Theory]
    [InlineData("2026-11-23T17:35:56+08:00")]
    [InlineData("2027-01-01T00:30:00+08:00")]
    public void Records_OfAFirstStart_AreValidAndNoneIsThereTwice(string start)
    {
        Instant now = ShippedDemo.At(start);
        Catalogue catalogue = ShippedDemo.Catalogue;
        DemoHistory history = new(catalogue, now);
        DemoEvent[] events = [.. history.Events(history.From, now)];
        DemoFigure[] figures = [.. history.FiguresDue(history.From, now)];

        Assert.Equal(events.Length, events.Select(happening => (happening.Source, happening.Id)).Distinct().Count());
        Assert.All(events, happening =>
        {
            Assert.True(IsFed(catalogue, happening.Metric, MetricKind.Flow, happening.Source, happening.Category, happening.Unit), happening.ToString());
            Assert.InRange(happening.OccurredAt, history.From.ToUnixTimeSeconds(), now.ToUnixTimeSeconds() - 1);
            Assert.InRange(happening.Id.Length, 1, 128);
        });
        Assert.Equal(figures.Length, figures.Select(figure => (figure.Source, figure.Metric, figure.Category, figure.Unit, figure.Period)).Distinct().Count());
        Assert.All(figures, figure =>
        {
            Assert.True(IsFed(catalogue, figure.Metric, kind: null, figure.Source, figure.Category, figure.Unit), figure.ToString());
            Assert.True(figure.Count >= 0, figure.ToString());
            Assert.True(EndOf(figure.Period) <= LocalOf(now.ToUnixTimeSeconds()), figure.ToString());
        });
    }

    [Fact]
    public void Records_OfAFirstStart_ComeFromEverySourceInNaturalNumbers()
    {
        Instant now = ShippedDemo.At("2026-11-23T17:35:56+08:00");
        DemoHistory history = new(ShippedDemo.Catalogue, now);
        DemoEvent[] events = [.. history.Events(history.From, now)];
        DemoFigure[] figures = [.. history.FiguresDue(history.From, now)];

        Assert.Equal(
            ShippedDemo.Catalogue.Sources.Select(source => source.Id).Order(StringComparer.Ordinal),
            events.Select(happening => happening.Source).Concat(figures.Select(figure => figure.Source)).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            ShippedDemo.Catalogue.Metrics.Where(metric => metric.IsFed).Select(metric => metric.Id).Order(StringComparer.Ordinal),
            events.Select(happening => happening.Metric).Concat(figures.Select(figure => figure.Metric)).Distinct().Order(StringComparer.Ordinal));

        // About 60,000 a year for a county, ready figures included.
        double years = (now - history.From).TotalDays / 365.25;
        Assert.InRange((events.Length + figures.Length) / years, 50_000, 90_000);

        // Evenings are busier than the hours before dawn, by far.
        int[] byHour = new int[24];
        foreach (DemoEvent happening in events.Where(happening => happening.Metric == "incident"))
        {
            byHour[LocalOf(happening.OccurredAt).Hour]++;
        }

        Assert.True(byHour[20] > 3 * byHour[4]);
    }

    [Fact]
    public void ValidCalls_AreTheIncidentsOf110()
    {
        Instant now = ShippedDemo.At("2026-11-23T17:35:56+08:00");
        DemoHistory history = new(ShippedDemo.Catalogue, now);
        DemoEvent[] events = [.. history.Events(history.From, now).Where(happening => happening.Source == "dispatch110")];

        Assert.Equal(
            events.Where(happening => happening.Metric == "incident").Select(happening => happening.OccurredAt),
            events.Where(happening => happening is { Metric: "call.total", Category: "valid" }).Select(happening => happening.OccurredAt));
    }

    [Fact]
    public void Records_AskedForInPieces_AreTheSame()
    {
        Instant now = ShippedDemo.At("2026-11-23T17:35:56+08:00");
        DemoHistory history = new(ShippedDemo.Catalogue, now);
        DemoHistory again = new(CatalogueLoader.Load(ShippedDemo.Path), now);
        Instant from = now - Duration.FromDays(3);
        Instant middle = now - Duration.FromMinutes(4_001);

        Assert.Equal(history.Events(from, now), [.. again.Events(from, middle), .. again.Events(middle, now)]);
        Assert.Equal(history.FiguresDue(from, now), [.. again.FiguresDue(from, middle), .. again.FiguresDue(middle, now)]);
    }

    [Fact]
    public void HourOfTheFirstStart_HasNoFoundingRecords()
    {
        Instant now = ShippedDemo.At("2026-11-23T17:35:56+08:00");
        DemoHistory history = new(ShippedDemo.Catalogue, now);
        Instant hour = ShippedDemo.At("2026-11-23T17:00:00+08:00");

        Assert.DoesNotContain(
            history.Events(hour, hour + Duration.FromHours(1)),
            happening => new[] { "case.admin.handled", "incident.admin", "incident.vice_lead" }.Any(metric => Counts(happening, ShippedDemo.Catalogue.FindMetric(metric)!)));
    }

    [Fact]
    public void Stocks_LastFigures_AreThoseOfTheFoundingReport()
    {
        Instant now = ShippedDemo.At("2026-11-23T17:35:56+08:00");
        DemoHistory history = new(ShippedDemo.Catalogue, now);
        DemoFigure[] figures = [.. history.FiguresDue(now - Duration.FromDays(1), now)];

        long Total(string metric, string category) =>
            figures.Where(figure => figure.Metric == metric && figure.Category == category && figure.Period == "2026-11-22").Sum(figure => figure.Count);

        Assert.Equal((457, 19, 144), (Total("force.grid_worker", ""), Total("force.patrol_team", ""), Total("force.police_assistant", "")));
        Assert.Equal((106, 54), (Total("service.item_offered", "class2"), Total("service.item_offered", "class3")));
    }

    private static bool Counts(DemoEvent happening, Metric metric)
    {
        if (metric.Kind != MetricKind.Selection)
        {
            return happening.Metric == metric.Id;
        }

        return happening.Metric == metric.Of!.Id
            && metric.Select.Any(node => happening.Category == node.Path || happening.Category.StartsWith(node.Path + "/", StringComparison.Ordinal));
    }

    private static bool IsFed(Catalogue catalogue, string metric, MetricKind? kind, string source, string category, string unit) =>
        catalogue.FindMetric(metric) is { IsFed: true } known
        && (kind is null || known.Kind == kind)
        && known.FindCategory(category) is not null
        && known.Sources.Any(authority => authority.Id == source)
        && catalogue.FindUnit(unit) is not null;

    private static string Rate(long current, long last) =>
        Math.Round((current - last) * 100m / last, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>The demo's zone has no daylight saving time in these years.</summary>
    private static DateTime LocalOf(long second) => DateTimeOffset.FromUnixTimeSeconds(second).ToOffset(TimeSpan.FromHours(8)).DateTime;

    private static DateTime EndOf(string period) => period.Length switch
    {
        7 => DateTime.ParseExact(period, "yyyy-MM", CultureInfo.InvariantCulture).AddMonths(1),
        10 => DateTime.ParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1),
        13 => DateTime.ParseExact(period, "yyyy-MM-ddTHH", CultureInfo.InvariantCulture).AddHours(1),
        _ => throw new FormatException(period),
    };
}
