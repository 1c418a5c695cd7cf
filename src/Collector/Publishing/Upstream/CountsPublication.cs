using Microsoft.Extensions.Logging;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Publishing.Upstream;

/// <summary>
/// Counts for the Tongbi of the level above. Hours go as hour figures; where a source here delivered days, months or years, those go at their own grain,
/// with what stands under them, and finer ones that were sent before are taken back: a figure there never adds to another over the same time.
/// The revision is our version, so that later always wins. A figure is 0 or more: a bucket below 0 (through correction entries) is taken back there, and the day,
/// month or year around it that is not below 0 is told as a whole, over what is told in it.
/// </summary>
internal sealed class CountsPublication(
    PublishTarget target, TargetLine line, TargetStatus status, CountCube cube, SeriesRegistry series, PublishOptions options, ILogger logger) : IPublication
{
    /// <summary>Days that are read in one turn.</summary>
    private const int DaysInTurn = 200;

    /// <summary>Hours of one source and metric that are read in one turn.</summary>
    private const int QuietHoursInTurn = 2_000;

    private readonly CountsClient client = new(target, line, status, logger);
    private readonly DirtyDays dirty = new();
    private readonly HashSet<(int Upper, BucketGrain Grain, int Start)> coarse = [];
    private readonly DeficitBook deficits = new();
    private readonly QuietHours quiet = new();
    private UpperBook? book;
    private Catalogue? catalogue;

    public int Gathered => dirty.Count + coarse.Count;

    public IReadOnlyDictionary<string, int[]> Covered
    {
        get
        {
            Dictionary<string, int[]> kept = new(StringComparer.Ordinal);
            deficits.Save(kept);
            quiet.Save(kept);
            return kept;
        }

        set
        {
            deficits.Load(value);
            quiet.Load(value);
            status.TellDeficits(deficits.Count, deficits.UntoldYears);
        }
    }

    public Action? Remember { get; set; }

    public void Begin(Catalogue catalogue, IReadOnlyList<PublishedTree> trees)
    {
        dirty.Clear();
        coarse.Clear();
        if (!ReferenceEquals(this.catalogue, catalogue) || book?.Trees.SequenceEqual(trees) != true)
        {
            book = new UpperBook(series, trees);
            this.catalogue = catalogue;
        }
    }

    public void Day(int handle, int day, DayMarks marks)
    {
        foreach (int upper in book!.Of(handle)) // not null: begun before anything is gathered
        {
            dirty.Add(upper, day, marks);
        }
    }

    public void Coarse(int handle, BucketGrain grain, int start)
    {
        foreach (int upper in book!.Of(handle)) // not null: see Day
        {
            coarse.Add((upper, grain, start));
        }
    }

    public void Knowledge(int handle, int fromDay, int toDay, bool less)
    {
        // The level above works out from the figures what is known.
    }

    public async Task PushAsync(long revisionBase, bool isHistory, CancellationToken cancellationToken)
    {
        FigureBatch figures = new(catalogue!.Calendar); // not null: see Day
        (int Node, int Day, DayMarks Marks)[] days = dirty.ToSorted();
        dirty.Clear();
        for (int from = 0; from < days.Length; from += DaysInTurn)
        {
            ArraySegment<(int Node, int Day, DayMarks Marks)> turn = new(days, from, Math.Min(DaysInTurn, days.Length - from));
            await cube.ReadAsync(null, null, counts => WriteDays(counts, turn, revisionBase, figures), cancellationToken);
            figures = await SendIfAsync(figures, figures.Count >= options.BatchPoints, cancellationToken);
        }

        await cube.ReadAsync(null, null, counts => WriteCoarse(counts, revisionBase, figures), cancellationToken);
        coarse.Clear();
        await SendIfAsync(figures, figures.Count > 0, cancellationToken);
        deficits.Settle();
        status.TellDeficits(deficits.Count, deficits.UntoldYears);
    }

    /// <summary>
    /// Tells the level above of the hours that a source here covers by events: one figure a source, metric and hour, mostly of 0. There as here, an hour
    /// for which a source said something is known, and series without a figure in it are known zeros.
    /// </summary>
    public async Task RollAsync(long revisionBase, int fromHour, Instant now, CancellationToken cancellationToken)
    {
        PublishedTree tree = book!.Trees[0]; // not null: see Day
        List<(UpperSeries Upper, HourSpan Hours)> due = cube.Read(now, counts =>
        {
            Check(counts);
            return quiet.Due(counts, target, tree, fromHour, now);
        });
        foreach ((UpperSeries upper, HourSpan hours) in due)
        {
            for (int from = hours.From; from < hours.To; from += QuietHoursInTurn)
            {
                FigureBatch figures = new(catalogue!.Calendar); // not null: see Day
                int to = Math.Min(hours.To, from + QuietHoursInTurn);
                int first = from;
                await cube.ReadAsync(null, null, counts => WriteHours(counts, upper, first, to, revisionBase, figures), cancellationToken);
                await SendIfAsync(figures, figures.Count > 0, cancellationToken);
            }
        }

        quiet.Told();
    }

    public Task ClearAsync(CancellationToken cancellationToken) => Task.CompletedTask; // a later revision replaces, figure by figure

    private bool WriteDays(ICountReader counts, ArraySegment<(int Node, int Day, DayMarks Marks)> days, long revisionBase, FigureBatch figures)
    {
        Check(counts);
        int node = -1;
        UpperReader? reader = null;
        foreach ((int number, int day, DayMarks marks) in days)
        {
            if (number != node || reader is null)
            {
                node = number;
                reader = new UpperReader(counts, book!.Trees[0], book[number]); // not null: see Day
            }

            if (counts.Catalogue.Calendar.CoversDay(day))
            {
                WriteDay(counts, reader, number, day, marks, revisionBase + counts.Version, figures);
            }
        }

        return true;
    }

    private void WriteDay(ICountReader counts, UpperReader reader, int number, int day, DayMarks marks, long revision, FigureBatch figures)
    {
        OfficeCalendar calendar = counts.Catalogue.Calendar;
        UpperSeries upper = book![number]; // not null: see Day
        int first = calendar.FirstHourOfDay(day);
        int hours = calendar.HoursInDay(day);
        int month = calendar.MonthOfDay(day);
        bool wide = (marks & (DayMarks.Wide | DayMarks.Day)) != 0;
        bool wasWhole = deficits.Holds(upper, BucketGrain.Day, day);
        (long? value, BucketGrain coarsest, bool tooCoarse) = reader.Read(first, first + hours);
        bool byHour = !tooCoarse && coarsest < BucketGrain.Day;

        // What was not below 0 before is not either where nothing became less.
        long[] standing = new long[hours];
        if (wide || wasWhole || marks.HasFlag(DayMarks.Shrunk))
        {
            reader.AddStandingHours(first, standing);
        }

        bool hasDeficit = byHour && standing.Any(count => count < 0);
        bool isBelow = value < 0 && (hasDeficit || !byHour);
        if (hasDeficit || wasWhole)
        {
            deficits.Note(upper, BucketGrain.Day, day, hasDeficit, isBelow);
        }

        if (tooCoarse || isBelow || deficits.Holds(upper, BucketGrain.Month, month) || deficits.Holds(upper, BucketGrain.Year, month / 12))
        {
            coarse.Add((number, BucketGrain.Month, month));
        }

        if (wide || !byHour || hasDeficit || wasWhole)
        {
            Add(figures, upper, BucketGrain.Day, day, tooCoarse || (byHour && !hasDeficit) ? null : value, revision);
        }

        // Hours that were told as 0, too, would cover a day's figure above if all of them stayed.
        bool all = wide && (marks.HasFlag(DayMarks.Day) || MayHaveHours(counts, upper));
        for (int i = 0; i < hours; i++)
        {
            if (all || ((uint)marks & (1u << i)) != 0 || standing[i] != 0)
            {
                Add(figures, upper, BucketGrain.Hour, first + i, byHour ? reader.Read(first + i, first + i + 1).Value : null, revision);
            }
        }
    }

    /// <summary>Whether hours of a series may have been sent: any source of it sends events.</summary>
    private static bool MayHaveHours(ICountReader counts, UpperSeries upper) =>
        counts.Catalogue.FindMetric(upper.Metric) is { } metric
        && metric.Sources.Any(source => (upper.OwnSource is null || source.Id == upper.OwnSource) && counts.EventCoverage(source, metric) is not null);

    private bool WriteCoarse(ICountReader counts, long revisionBase, FigureBatch figures)
    {
        Check(counts);
        OfficeCalendar calendar = counts.Catalogue.Calendar;
        Queue<(int Upper, BucketGrain Grain, int Start)> open = new(coarse);
        while (open.TryDequeue(out (int Upper, BucketGrain Grain, int Start) figure))
        {
            bool isYear = figure.Grain == BucketGrain.Year;
            int from = calendar.FirstDayOfMonth(isYear ? figure.Start * 12 : figure.Start);
            int to = calendar.FirstDayOfMonth(isYear ? (figure.Start + 1) * 12 : figure.Start + 1);
            if (!calendar.CoversDay(from) || !calendar.CoversDay(to - 1))
            {
                continue;
            }

            UpperSeries upper = book![figure.Upper]; // not null: see Day
            UpperReader reader = new(counts, book.Trees[0], upper);
            (long? value, BucketGrain coarsest, bool tooCoarse) = reader.Read(calendar.FirstHourOfDay(from), calendar.FirstHourOfDay(to));
            bool stands = !tooCoarse && coarsest == figure.Grain;
            bool hasDeficit = !tooCoarse && !stands && (isYear ? HasMonthBelow(calendar, reader, figure.Start) : HasDayBelow(reader, from, to));
            bool isBelow = value < 0 && (stands || hasDeficit);
            deficits.Note(upper, figure.Grain, figure.Start, hasDeficit, isBelow);
            Add(figures, upper, figure.Grain, figure.Start, stands || hasDeficit ? value : null, revisionBase + counts.Version);
            (int, BucketGrain, int) year = (figure.Upper, BucketGrain.Year, figure.Start / 12);
            if (!isYear && (tooCoarse || isBelow || deficits.Holds(upper, BucketGrain.Year, figure.Start / 12)) && coarse.Add(year))
            {
                open.Enqueue(year);
            }
        }

        return true;
    }

    private static bool HasDayBelow(UpperReader reader, int from, int to)
    {
        long[] days = new long[to - from];
        reader.AddStandingDays(from, days);
        return days.Any(count => count < 0);
    }

    private static bool HasMonthBelow(OfficeCalendar calendar, UpperReader reader, int year) => Enumerable.Range(year * 12, 12).Any(month =>
        reader.Read(calendar.FirstHourOfDay(calendar.FirstDayOfMonth(month)), calendar.FirstHourOfDay(calendar.FirstDayOfMonth(month + 1))).Value < 0);

    private bool WriteHours(ICountReader counts, UpperSeries upper, int from, int to, long revisionBase, FigureBatch figures)
    {
        Check(counts);
        UpperReader reader = new(counts, book!.Trees[0], upper); // not null: see Day
        for (int hour = from; hour < to; hour++)
        {
            if (reader.Read(hour, hour + 1).Value is >= 0 and { } known)
            {
                Add(figures, upper, BucketGrain.Hour, hour, known, revisionBase + counts.Version);
            }
        }

        return true;
    }

    // Below 0 it is taken back: what is told of the day, month or year around it has it in it.
    private static void Add(FigureBatch figures, UpperSeries upper, BucketGrain grain, int start, long? count, long revision) =>
        figures.Add(upper, grain, start, count < 0 ? null : count, revision);

    private async Task<FigureBatch> SendIfAsync(FigureBatch figures, bool due, CancellationToken cancellationToken)
    {
        if (!due)
        {
            return figures;
        }

        if (deficits.HasGrown)
        {
            Remember?.Invoke();
            deficits.Remembered();
        }

        await client.WriteAsync(figures, options.BatchPoints, cancellationToken);
        return new FigureBatch(catalogue!.Calendar); // not null: see Day
    }

    private void Check(ICountReader counts)
    {
        if (!ReferenceEquals(counts.Catalogue, catalogue))
        {
            throw new CatalogueMovedException();
        }
    }
}
