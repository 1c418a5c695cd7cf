using NodaTime;
using Tongbi.Dashboard.Demo;
using Xunit;

namespace Tongbi.Dashboard.Tests.Demo;

public sealed class DemoPulseTests
{
    private static readonly Instant Start = ShippedDemo.At("2026-11-23T17:35:56+08:00");

    [Fact]
    public void Hour_OfLiveData_IsLivelyNeverInTheFutureAndLeavesTheFoundingFiguresAlone()
    {
        DemoHistory history = new(ShippedDemo.Catalogue, Start);
        DemoPulse pulse = new(history, Start.ToUnixTimeSeconds());
        List<DemoEvent> all = [];
        for (long now = Start.ToUnixTimeSeconds() + 1; now <= Start.ToUnixTimeSeconds() + 3600; now++)
        {
            (IReadOnlyList<DemoEvent> events, IReadOnlyList<DemoFigure> figures) = pulse.At(now);
            Assert.All(events, happening => Assert.True(happening.OccurredAt <= now));
            Assert.All(figures, figure => Assert.NotNull(ShippedDemo.Catalogue.FindMetric(figure.Metric)));
            all.AddRange(events);
        }

        Assert.InRange(all.Count, 3600 / 10, 3600);
        Assert.All(all, happening =>
        {
            Assert.False(happening.Metric == "incident" && (happening.Category.StartsWith("admin", StringComparison.Ordinal) || happening.Category is "report/vice" or "criminal/drug_trade"), happening.ToString());
            Assert.NotNull(ShippedDemo.Catalogue.FindMetric(happening.Metric)?.FindCategory(happening.Category));
            Assert.NotNull(ShippedDemo.Catalogue.FindUnit(happening.Unit));
        });
        Assert.Equal(all.Count, all.Select(happening => (happening.Source, happening.Id, happening.Revision)).Distinct().Count());
    }

    [Fact]
    public void Duplicates_AreWithdrawnAfterTwentyMinutes()
    {
        DemoPulse pulse = new(new DemoHistory(ShippedDemo.Catalogue, Start), Start.ToUnixTimeSeconds());
        Dictionary<string, long> came = [];
        Dictionary<string, long> went = [];
        for (long now = Start.ToUnixTimeSeconds() + 1; now <= Start.ToUnixTimeSeconds() + 3600; now++)
        {
            foreach (DemoEvent happening in pulse.At(now).Events.Where(happening => happening.Id.StartsWith("x-", StringComparison.Ordinal)))
            {
                (happening.Withdrawn ? went : came).Add(happening.Id, now);
            }
        }

        Assert.NotEmpty(went);
        Assert.All(went, item => Assert.Equal(came[item.Key] + DemoPulse.WithdrawnAfter, item.Value));
        Assert.All(came.Where(item => !went.ContainsKey(item.Key)), item => Assert.True(item.Value > Start.ToUnixTimeSeconds() + 3600 - DemoPulse.WithdrawnAfter));
    }

    [Fact]
    public void RunningHour_CountsGrowToTheFinalFigure()
    {
        DemoHistory history = new(ShippedDemo.Catalogue, Start);
        long hour = ShippedDemo.At("2026-11-23T18:00:00+08:00").ToUnixTimeSeconds();
        long reached = 0;
        for (long now = hour; now < hour + 3600; now += 60)
        {
            long count = history.Figures.Running(now).Single(figure => figure.Metric == "hotel.check_in").Count;
            Assert.True(count >= reached);
            reached = count;
        }

        DemoFigure final = history.FiguresDue(Instant.FromUnixTimeSeconds(hour), Instant.FromUnixTimeSeconds(hour + 3600)).Single(figure => figure is { Metric: "hotel.check_in", Period: "2026-11-23T18" });
        Assert.InRange(reached, 1, final.Count);
    }
}
