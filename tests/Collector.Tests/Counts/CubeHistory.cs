using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Tests.Counts;

/// <summary>
/// Plays random steps into a ledger: events with revisions and withdrawals, figures of all grains singly and in runs that cover a coarser one,
/// deliveries that change nothing, restarts. Around the autumn switch of America/Chicago (4 November 2018), with some a year before.
/// </summary>
internal sealed class CubeHistory(CubeFixture fixture, int leastQuantity = -3, bool eventsApart = false)
{
    private static readonly (string Source, string Metric)[] Feeds =
        [("a", "incident"), ("a", "incident"), ("a", "lead"), ("b", "lead"), ("b", "case"), ("b", "worker")];

    public async Task PlayAsync(IEnumerable<CubeStep> steps)
    {
        foreach (CubeStep step in steps)
        {
            await PlayAsync(step.Numbers());
        }
    }

    /// <summary>A day near which things happen.</summary>
    public static int SomeDay(Random numbers)
    {
        int day = OfficeCalendar.DayNumber(new LocalDate(2018, 10, 20)) + numbers.Next(18);
        return numbers.Next(5) == 0 ? day - 365 : day;
    }

    public CountNode SomeNode(Random numbers)
    {
        Metric metric = fixture.Catalogue.Metrics[numbers.Next(fixture.Catalogue.Metrics.Count)];
        return new CountNode(
            metric,
            metric.Categories[numbers.Next(metric.Categories.Count)],
            fixture.Catalogue.Units[numbers.Next(fixture.Catalogue.Units.Count)],
            numbers.Next(3) == 0 ? fixture.Catalogue.Sources[numbers.Next(2)] : null);
    }

    private async Task PlayAsync(Random numbers)
    {
        fixture.Time.Advance(TimeSpan.FromMinutes(numbers.Next(40)));
        switch (numbers.Next(10))
        {
            case < 5:
                await fixture.CommitAsync([.. Enumerable.Range(0, 1 + numbers.Next(6)).Select(_ => SomeEvent(numbers))], []);
                break;
            case < 7:
                await fixture.CommitAsync(numbers.Next(2) == 0 ? [SomeEvent(numbers)] : [], [SomeFigure(numbers)]);
                break;
            case 7:
                await fixture.CommitAsync([], SomeRun(numbers));
                break;
            case 8:
                await fixture.RestartAsync(crash: numbers.Next(2) == 0);
                break;
            default:
                // More than once in the running hour and after it.
                Instant soon = fixture.Now + Duration.FromSeconds(numbers.Next(-3000, 7000));
                await fixture.EventAsync(SomeSeries(numbers, isEvent: true), soon, id: (ulong)numbers.Next(12), revision: numbers.Next(4));
                break;
        }
    }

    private EventRecord SomeEvent(Random numbers)
    {
        OfficeCalendar calendar = fixture.Catalogue.Calendar;
        long second = calendar.StartSecondsOfHour(calendar.FirstHourOfDay(SomeDay(numbers))) + numbers.Next(25 * 3600);
        return new EventRecord((UInt128)numbers.Next(12), second, numbers.Next(4), SomeSeries(numbers, isEvent: true), numbers.Next(leastQuantity, 9), numbers.Next(6) == 0);
    }

    private FigureRecord SomeFigure(Random numbers)
    {
        int day = SomeDay(numbers);
        BucketGrain grain = (BucketGrain)(1 + numbers.Next(4));
        return Figure(numbers, SomeSeries(numbers), grain, StartOf(grain, day, numbers), numbers.Next(6) == 0);
    }

    // All hours of a day, days of a month or months of a year, perhaps all but one: what covers a coarser figure, or nearly.
    private FigureRecord[] SomeRun(Random numbers)
    {
        OfficeCalendar calendar = fixture.Catalogue.Calendar;
        int day = SomeDay(numbers), series = SomeSeries(numbers);
        int month = calendar.MonthOfDay(day), year = calendar.YearOfDay(day);
        (BucketGrain grain, int from, int to) = numbers.Next(3) switch
        {
            0 => (BucketGrain.Hour, calendar.FirstHourOfDay(day), calendar.FirstHourOfDay(day + 1)),
            1 => (BucketGrain.Day, calendar.FirstDayOfMonth(month), calendar.FirstDayOfMonth(month + 1)),
            _ => (BucketGrain.Month, year * 12, (year + 1) * 12),
        };
        int left = numbers.Next(3) == 0 ? from + numbers.Next(to - from) : -1;
        bool withdrawn = numbers.Next(5) == 0;
        List<FigureRecord> run = [.. Enumerable.Range(from, to - from).Where(start => start != left).Select(start => Figure(numbers, series, grain, start, withdrawn))];
        if (numbers.Next(2) == 0)
        {
            BucketGrain coarser = (BucketGrain)Math.Min((int)grain + 1 + numbers.Next(2), 4);
            run.Insert(numbers.Next(run.Count), Figure(numbers, series, coarser, StartOf(coarser, day, numbers), withdrawn: false));
        }

        return [.. run];
    }

    private static FigureRecord Figure(Random numbers, int series, BucketGrain grain, int start, bool withdrawn) =>
        new(start, numbers.Next(20), numbers.Next(3), series, grain, withdrawn);

    private int StartOf(BucketGrain grain, int day, Random numbers)
    {
        OfficeCalendar calendar = fixture.Catalogue.Calendar;
        return grain switch
        {
            BucketGrain.Hour => calendar.FirstHourOfDay(day) + numbers.Next(calendar.HoursInDay(day)),
            BucketGrain.Day => day,
            BucketGrain.Month => calendar.MonthOfDay(day),
            _ => calendar.YearOfDay(day),
        };
    }

    // Apart: events of one metric, figures of the others, as most sources do.
    private int SomeSeries(Random numbers, bool isEvent = false)
    {
        (string source, string metric) = !eventsApart ? Feeds[numbers.Next(Feeds.Length)] : isEvent ? Feeds[0] : Feeds[2 + numbers.Next(4)];
        Metric found = fixture.Catalogue.FindMetric(metric)!; // not null: every catalogue of these tests has it
        string category = found.Categories[numbers.Next(found.Categories.Count)].Path;
        string unit = numbers.Next(30) == 0 ? "gone" : fixture.Catalogue.Units[numbers.Next(fixture.Catalogue.Units.Count)].Code;
        return fixture.Series(source, metric, category, unit);
    }
}
