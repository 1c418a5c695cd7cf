using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Live;
using Xunit;

namespace Tongbi.Dashboard.Tests.Live;

public sealed class PanelCurveTests
{
    private const string Chicago = """
        timeZone: America/Chicago
        weekStart: sunday
        firstYear: 2015
        units: [ { code: C, name: 芝加哥, nameEn: Chicago } ]
        sources: [ { id: cpd, name: 警局, nameEn: Police, cadence: P1D, lateAfter: P2D, silentAfter: P7D } ]
        metrics: [ { id: incident, name: 警情, nameEn: Incidents, kind: flow, sources: [cpd] } ]

        """;

    [Fact]
    public void Trend_Today_HasLastYearOnTheSameHoursAndNothingYetInTheFuture()
    {
        (StagedCube cube, DateTimeZone zone) = City();
        Instant now = At(zone, 2026, 5, 12, 10, 30);
        Count(cube, zone, 2026, 5, 12, 9, 4);
        Count(cube, zone, 2025, 5, 12, 9, 3);
        Count(cube, zone, 2025, 5, 12, 20, 8);

        (PanelCurve current, PanelCurve year) = Trend(cube, "today", "hour", now);

        Assert.Equal(24, current.Times.Count);
        Assert.Equal("2026-05-12T00:00:00-05:00", current.Times[0]);
        Assert.Equal((4, 0, null), (current.Values[9], current.Values[10], current.Values[11]));
        Assert.Equal((3, 8), (year.Values[9], year.Values[20]));
        Assert.Equal(current.Times, year.Times);
    }

    [Fact]
    public void Trend_OnALeapDay_HasTheTwentyEighthAsItsGhost()
    {
        (StagedCube cube, DateTimeZone zone) = City();
        Count(cube, zone, 2027, 2, 28, 6, 5);

        (_, PanelCurve year) = Trend(cube, "today", "hour", At(zone, 2028, 2, 29, 12, 0));

        Assert.Equal(5, year.Values[6]);
    }

    [Fact]
    public void Trend_AgainstADayOfTwentyFiveHours_AddsTheHourThatWasStruckTwice()
    {
        // Clocks went back on 2025-11-02; a year later that date has 24 hours.
        (StagedCube cube, DateTimeZone zone) = City();
        Instant firstOne = At(zone, 2025, 11, 2, 1, 0);
        cube.Count("incident", "", "C", firstOne, 2);
        cube.Count("incident", "", "C", firstOne + Duration.FromHours(1), 3);
        Count(cube, zone, 2025, 11, 2, 23, 7);

        (PanelCurve current, PanelCurve year) = Trend(cube, "today", "hour", At(zone, 2026, 11, 2, 12, 0));

        Assert.Equal(24, year.Values.Count);
        Assert.Equal(24, current.Times.Count);
        Assert.Equal((5, 0, 7), (year.Values[1], year.Values[2], year.Values[23]));
    }

    [Fact]
    public void Trend_OfADayOfTwentyFiveHours_ShowsLastYearsHourOnce()
    {
        (StagedCube cube, DateTimeZone zone) = City();
        Count(cube, zone, 2025, 11, 1, 1, 6);

        (PanelCurve current, PanelCurve year) = Trend(cube, "today", "hour", At(zone, 2026, 11, 1, 12, 0));

        Assert.Equal(25, current.Times.Count);
        Assert.Equal((6, null), (year.Values[1], year.Values[2]));
        Assert.Equal(6, year.Values.Sum());
    }

    [Fact]
    public void Trend_ByDay_StandsDayByDayOverLastYears()
    {
        (StagedCube cube, DateTimeZone zone) = City();
        Count(cube, zone, 2026, 4, 3, 9, 2);
        Count(cube, zone, 2025, 4, 3, 9, 9);

        (PanelCurve current, PanelCurve year) = Trend(cube, "2026-04", "day", At(zone, 2026, 5, 12, 12, 0));

        Assert.Equal(("2026-04-01", 30), (current.Times[0], current.Times.Count));
        Assert.Equal((2, 9), (current.Values[2], year.Values[2]));
    }

    [Fact]
    public void Trend_OfTooManyPoints_IsRefusedWithTheRemedy()
    {
        (StagedCube cube, DateTimeZone zone) = City();

        QueryException refused = Assert.Throws<QueryException>(() => Trend(cube, "2025", "hour", At(zone, 2026, 5, 12, 12, 0)));

        Assert.Equal("too_many_points", refused.Code);
        Assert.Contains("coarser grain", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Heatmap_AddsUpByWeekdayFromTheWeeksFirstAndByWallClockHour()
    {
        (StagedCube cube, DateTimeZone zone) = City();
        Count(cube, zone, 2026, 5, 10, 3, 2); // Sunday, the week's first
        Count(cube, zone, 2026, 5, 3, 3, 5); // the Sunday before
        Count(cube, zone, 2026, 5, 9, 23, 4); // Saturday
        Count(cube, zone, 2026, 5, 12, 3, 99); // today: not among the 28 days before
        HeatmapQuestion question = new("heat", Incident(cube), cube.Catalogue.RootUnit, "", "last-28d");
        Instant now = At(zone, 2026, 5, 12, 12, 0);

        PanelCurve heat = Assert.Single(cube.Read(now, counts => question.Ask(new StatisticsEngine(), counts, now)));

        Assert.Equal(168, heat.Values.Count);
        Assert.Empty(heat.Times);
        Assert.Equal((7, 4, 0), (heat.Values[3], heat.Values[(6 * 24) + 23], heat.Values[(2 * 24) + 3]));
        Assert.Equal(11, heat.Values.Sum());
    }

    private static (PanelCurve Current, PanelCurve Year) Trend(StagedCube cube, string span, string grain, Instant now)
    {
        TrendQuestion question = new("trend", Incident(cube), cube.Catalogue.RootUnit, "", span, grain);
        IReadOnlyList<PanelCurve> curves = cube.Read(now, counts => question.Ask(new StatisticsEngine(), counts, now));
        Assert.Equal(["current", "year"], curves.Select(curve => curve.Name));
        return (curves[0], curves[1]);
    }

    private static (StagedCube Cube, DateTimeZone Zone) City()
    {
        Catalogue catalogue = SmallBureau.Catalogue(Chicago);
        return (new StagedCube(catalogue), catalogue.Calendar.Zone);
    }

    private static Metric Incident(StagedCube cube) => cube.Catalogue.Metrics[0];

    private static void Count(StagedCube cube, DateTimeZone zone, int year, int month, int day, int hour, long count) =>
        cube.Count("incident", "", "C", At(zone, year, month, day, hour, 0), count);

    private static Instant At(DateTimeZone zone, int year, int month, int day, int hour, int minute) =>
        zone.AtLeniently(new LocalDateTime(year, month, day, hour, minute)).ToInstant();
}
