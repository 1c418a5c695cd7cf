using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Demo;

/// <summary>
/// The ready figures of the simulated county. A figure is due when its hour, day or month is over; those of a running hour grow. Like
/// <see cref="DemoWorld"/> a pure function: the same bucket always gets the same figure. Not thread-safe.
/// </summary>
internal sealed class DemoFigures
{
    /// <summary>Prepares the tables for what the catalogue knows.</summary>
    public DemoFigures(DemoWorld world)
    {
        this.world = world;
        string root = Catalogue.RootUnit.Code;
        firstDay = Calendar.DayOfHour(world.Span.ReferenceHour);
        firstStockDay = Calendar.FirstDayOfMonth(Calendar.MonthOfDay(firstDay) - 1);
        IReadOnlyList<(string, double)> whole = [(root, 1)];
        flows = [.. new DemoFlow[]
        {
            new("hotel", "hotel.check_in", 90_000, DemoRhythm.Guests, DemoGrain.Hour, whole),
            new("traffic", "traffic.violation", 30_000, DemoRhythm.Roads, DemoGrain.Hour, [("TRAF", 1)]),
            new("grid", "grid.reported", 12_000, DemoRhythm.Office, DemoGrain.HourSinceStart, whole),
            new("collector", "dq.late", 300, DemoRhythm.Office, DemoGrain.HourSinceStart, whole),
            new("collector", "dq.reclassified", 420, DemoRhythm.Office, DemoGrain.HourSinceStart, whole),
            new("venue", "venue.inspected", 2_400, DemoRhythm.Office, DemoGrain.Day, [("ORDER", 1)]),
            new("exitentry", "exitentry.issued", 2_900, DemoRhythm.Office, DemoGrain.Day, [("EXIT", 1)]),
            new("egov", "exitentry.issued", 2_900, DemoRhythm.Office, DemoGrain.Day, [("EXIT", 1)]), // the same documents, told by the portal: two sources of one fact
            new("egov", "service.online_completed", 1_480, DemoRhythm.Office, DemoGrain.Day, DemoScript.Stations),
        }.Where(flow => Knows(flow.Source, flow.Metric, ""))];
        stocks = [.. new DemoStock[]
        {
            new("migrant", "population.migrant", "", 21_430, 20_870, DemoScript.Towns),
            new("rental", "rental.registered", "", 5_132, 4_986, DemoScript.Towns),
            new("detention", "detention.held", "", 118, 131, [("DET", 1)]),
            new("grid", "force.grid_worker", "", 457, 431, DemoScript.Towns),
            new("patrol", "force.patrol_team", "", 19, 17, DemoScript.Stations),
            new("patrol", "force.police_assistant", "", 144, 139, DemoScript.Stations),
            new("egov", "service.item_offered", "class2", 106, 98, whole),
            new("egov", "service.item_offered", "class3", 54, 51, whole),
            new("collector", "platform.source.online", "", 18, 18, whole),
        }.Where(stock => Knows(stock.Source, stock.Metric, stock.Category))];
    }

    /// <summary>Figures whose bucket ended after <paramref name="after"/> and not after <paramref name="upTo"/>, Unix seconds.</summary>
    public IEnumerable<DemoFigure> DueBetween(long after, long upTo)
    {
        // The hour that contains `after` ends later than it, so it is the first candidate.
        for (int hour = Calendar.HourOf(after); Calendar.StartSecondsOfHour(hour + 1) <= upTo; hour++)
        {
            foreach (DemoFigure figure in OfHour(hour))
            {
                yield return figure;
            }

            int day = Calendar.DayOfHour(hour);
            if (Calendar.DayOfHour(hour + 1) == day)
            {
                continue;
            }

            foreach (DemoFigure figure in OfDay(day))
            {
                yield return figure;
            }

            if (Calendar.MonthOfDay(day + 1) != Calendar.MonthOfDay(day))
            {
                foreach (DemoFigure figure in OfMonth(Calendar.MonthOfDay(day)))
                {
                    yield return figure;
                }
            }
        }
    }

    /// <summary>What the hourly flows have reached in the running hour.</summary>
    public IEnumerable<DemoFigure> Running(long now)
    {
        int hour = Calendar.HourOf(now);
        double passed = (now - Calendar.StartSecondsOfHour(hour)) / 3600.0;
        return flows
            .Where(flow => flow.Grain is DemoGrain.Hour or DemoGrain.HourSinceStart)
            .Select(flow => new DemoFigure(flow.Source, flow.Metric, "", flow.Units[0].Unit, HourPeriod(hour), (long)(CountOf(flow, hour) * passed)));
    }

    private Catalogue Catalogue => world.Catalogue;

    private OfficeCalendar Calendar => world.Catalogue.Calendar;

    private IEnumerable<DemoFigure> OfHour(int hour)
    {
        bool sinceStart = Calendar.DayOfHour(hour) >= firstDay;
        string period = HourPeriod(hour);
        foreach (DemoFlow flow in flows.Where(flow => flow.Grain == DemoGrain.Hour || (flow.Grain == DemoGrain.HourSinceStart && sinceStart)))
        {
            yield return new DemoFigure(flow.Source, flow.Metric, "", flow.Units[0].Unit, period, CountOf(flow, hour));
        }
    }

    private IEnumerable<DemoFigure> OfDay(int day)
    {
        string period = LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(day));
        foreach (DemoFlow flow in flows.Where(flow => flow.Grain == DemoGrain.Day || (flow.Grain == DemoGrain.HourSinceStart && day < firstDay)))
        {
            long count = Hours(day).Sum(hour => CountOf(flow, hour));
            foreach ((string unit, long part) in Split(count, flow.Units))
            {
                yield return new DemoFigure(flow.Source, flow.Metric, "", unit, period, part);
            }
        }

        foreach (DemoFigure figure in HandlingTimes(day, period))
        {
            yield return figure;
        }

        if (day >= firstStockDay)
        {
            foreach (DemoFigure figure in stocks.SelectMany(stock => OfStock(stock, day, period)))
            {
                yield return figure;
            }
        }
    }

    private IEnumerable<DemoFigure> OfMonth(int month)
    {
        string period = $"{month / 12:0000}-{(month % 12) + 1:00}";
        int lastDay = Calendar.FirstDayOfMonth(month + 1) - 1;
        foreach (DemoFigure figure in OfStock(new DemoStock("population", "population.registered", "", 112_860, 113_140, DemoScript.Towns), lastDay, period))
        {
            yield return figure;
        }

        if (lastDay < firstStockDay)
        {
            // Older stocks are kept by the month.
            foreach (DemoFigure figure in stocks.SelectMany(stock => OfStock(stock, lastDay, period)))
            {
                yield return figure;
            }
        }

        if (Knows("manual", "survey.asked", "") && Knows("manual", "survey.satisfied", "") && Knows("manual", "survey.feeling_safe", ""))
        {
            DemoRandom random = DemoRandom.For("survey", month);
            int asked = 480 + random.Below(60);
            string root = Catalogue.RootUnit.Code;
            yield return new DemoFigure("manual", "survey.asked", "", root, period, asked);
            yield return new DemoFigure("manual", "survey.satisfied", "", root, period, asked - 10 - random.Below(12));
            yield return new DemoFigure("manual", "survey.feeling_safe", "", root, period, asked - 6 - random.Below(10));
        }
    }

    /// <summary>Buckets of the times to acknowledge, arrive and report back of the day's incidents from 110.</summary>
    private IEnumerable<DemoFigure> HandlingTimes(int day, string period)
    {
        if (Catalogue.FindUnit("CMD") is null)
        {
            yield break;
        }

        int incidents = Hours(day).Sum(hour => world.EventsOf(hour).Count(happening => happening is { Source: "dispatch110", Metric: "incident" }));
        foreach ((string metric, double[] shares) in HandlingShares)
        {
            if (!Knows("dispatch110", metric, ""))
            {
                continue;
            }

            IReadOnlyList<CategoryNode> buckets = Catalogue.FindMetric(metric)!.Categories[0].Children; // known, see above
            Weighted<int> draw = new(shares.Take(buckets.Count).Select((share, index) => (index, share)));
            if (draw.Items.Count == 0)
            {
                continue;
            }

            long[] counts = new long[buckets.Count];
            DemoRandom random = DemoRandom.For(metric, day);
            for (int i = 0; i < incidents; i++)
            {
                counts[draw.Draw(ref random)]++;
            }

            for (int i = 0; i < counts.Length; i++)
            {
                yield return new DemoFigure("dispatch110", metric, buckets[i].Path, "CMD", period, counts[i]);
            }
        }
    }

    private IEnumerable<DemoFigure> OfStock(DemoStock stock, int day, string period)
    {
        if (!Knows(stock.Source, stock.Metric, stock.Category))
        {
            return [];
        }

        int total = Calendar.YearOfDay(day) >= Calendar.YearOfDay(firstDay) ? stock.Now : stock.YearBefore;
        return Split(total, stock.Units).Select(part => new DemoFigure(stock.Source, stock.Metric, stock.Category, part.Unit, period, part.Count));
    }

    /// <summary>Splits a total over units so that the parts add up to it exactly.</summary>
    private IEnumerable<(string Unit, long Count)> Split(long total, IReadOnlyList<(string Unit, double Weight)> units)
    {
        (string Unit, double Weight)[] known = [.. units.Where(unit => Catalogue.FindUnit(unit.Unit) is not null)];
        double sum = known.Sum(unit => unit.Weight);
        double reached = 0;
        long given = 0;
        foreach ((string unit, double weight) in known)
        {
            reached += weight;
            long upTo = (long)Math.Round(total * (reached / sum), MidpointRounding.AwayFromZero);
            yield return (unit, upTo - given);
            given = upTo;
        }
    }

    private long CountOf(DemoFlow flow, int hour) => world.CountOf(flow.Metric, flow.PerYear, flow.Rhythm, hour);

    private IEnumerable<int> Hours(int day) => Enumerable.Range(Calendar.FirstHourOfDay(day), Calendar.HoursInDay(day));

    private bool Knows(string source, string metric, string category) =>
        Catalogue.FindMetric(metric) is { IsFed: true } known && known.FindCategory(category) is not null && known.Sources.Any(authority => authority.Id == source);

    /// <summary>The wall-clock hour; with its offset only where the clock shows the hour twice and the later one is meant.</summary>
    private string HourPeriod(int hour)
    {
        LocalDateTime local = Calendar.LocalOfHour(hour);
        string text = HourPattern.Format(local);
        return Calendar.HourOfLocal(local) == hour
            ? text
            : text + OffsetPattern.CreateWithInvariantCulture("+HH:mm").Format(Calendar.OffsetOfHour(hour).Offset);
    }

    private static readonly LocalDateTimePattern HourPattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH");

    /// <summary>Shares of the buckets in the catalogue's order.</summary>
    private static readonly (string Metric, double[] Shares)[] HandlingShares =
    [
        ("dispatch.ack", [62, 24, 10, 3, 1]),
        ("dispatch.arrive", [34, 38, 17, 9, 2]),
        ("dispatch.feedback", [41, 33, 17, 6, 3]),
    ];

    private readonly DemoWorld world;
    private readonly int firstDay;
    private readonly int firstStockDay;
    private readonly DemoFlow[] flows;
    private readonly DemoStock[] stocks;
}
