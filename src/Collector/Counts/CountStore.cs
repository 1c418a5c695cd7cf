using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// The effective counts of one node or leaf over all time: what stands after finer and coarser figures and events have been weighed.
/// Stores only add; so the sum of two stores is the store of the sum.
/// </summary>
internal sealed class CountStore
{
    private YearBlock?[] blocks = [];
    private int firstBlock;
    private BucketMap? months;
    private BucketMap? years;
    private BucketMap? corrections; // by day: late records as the value, reclassified ones as the presence

    /// <summary>How many records and figures are known at or below, whether they stand or not.</summary>
    public long Records { get; set; }

    /// <summary>Bytes of payload, for the memory report.</summary>
    public long Bytes => blocks.Sum(block => block?.Bytes ?? 0);

    public void AddHour(CubeCalendar calendar, int hour, long delta)
    {
        int day = calendar.DayOfHour(hour);
        int index = calendar.BlockOfDay(day);
        YearBlock block = Block(calendar, index);
        block.Days.Add(day - calendar.FirstDayOfBlock(index), delta);
        block.Hours ??= new CountRow(calendar.HoursInBlock(index));
        block.Hours.Add(hour - calendar.FirstHourOfBlock(index), delta);
    }

    public void Add(CubeCalendar calendar, BucketGrain grain, int start, long delta, int presence)
    {
        switch (grain)
        {
            case BucketGrain.Hour:
                AddHour(calendar, start, delta);
                break;
            case BucketGrain.Day:
                AddDay(calendar, start, delta, presence);
                break;
            case BucketGrain.Month:
                (months ??= new BucketMap()).Add(start, delta, presence);
                break;
            case BucketGrain.Year:
                (years ??= new BucketMap()).Add(start, delta, presence);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(grain), grain, "Events are added to their hour.");
        }
    }

    /// <summary>Adds late and reclassified records of a day.</summary>
    public void AddCorrection(int day, int late, int moved) => (corrections ??= new BucketMap()).Add(day, late, moved);

    /// <summary>Adds those of another store.</summary>
    public void AddCorrections(CountStore other) => AddBuckets(other.corrections, ref corrections);

    /// <summary>Late and reclassified records of the days [from, to), whether they stand or are set aside.</summary>
    public CorrectionTally CorrectionsIn(int fromDay, int toDay)
    {
        CorrectionTally tally = default;
        for (int i = corrections?.IndexOf(fromDay) ?? 0; corrections is not null && i < corrections.Count && corrections.KeyAt(i) < toDay; i++)
        {
            tally += new CorrectionTally(corrections.ValueAt(i), corrections.PresenceAt(i));
        }

        return tally;
    }

    /// <summary>Calls back for every day with corrections, in order of time.</summary>
    public void ForEachCorrection(Action<int, CorrectionTally> visit)
    {
        for (int i = 0; i < (corrections?.Count ?? 0); i++)
        {
            visit(corrections!.KeyAt(i), new CorrectionTally(corrections.ValueAt(i), corrections.PresenceAt(i))); // not null: it has a count
        }
    }

    /// <summary>Adds sign × what stands in the span to the tally.</summary>
    public void Tally(CubeCalendar calendar, in SpanCut cut, int sign, ref SpanTally tally)
    {
        if (cut.Hours.Hours == 0)
        {
            return;
        }

        tally.Value += sign * (SumHours(calendar, cut.Head) + SumHours(calendar, cut.Tail));
        (long value, long figures) = SumDays(calendar, cut.FullFrom, cut.FullTo);
        tally.Value += sign * value;
        tally.DayFigures += sign * figures;
        tally.DayEdges += sign * (DayFiguresIn(calendar, cut.TouchFrom, cut.FullFrom) + DayFiguresIn(calendar, cut.FullTo, cut.TouchTo));
        if (months is { Count: > 0 })
        {
            Tally(calendar, months, BucketGrain.Month, cut, sign, ref tally.Value, ref tally.MonthFigures, ref tally.MonthEdges);
        }

        if (years is { Count: > 0 })
        {
            Tally(calendar, years, BucketGrain.Year, cut, sign, ref tally.Value, ref tally.YearFigures, ref tally.YearEdges);
        }
    }

    /// <summary>Adds sign × the count of hour fromHour + i to every target[i]; the hours must lie within the tables.</summary>
    public void AddHoursTo(CubeCalendar calendar, int fromHour, Span<long> target, int sign)
    {
        for (int hour = fromHour; hour < fromHour + target.Length;)
        {
            int index = calendar.BlockOfDay(calendar.DayOfHour(hour));
            int first = calendar.FirstHourOfBlock(index);
            int end = Math.Min(fromHour + target.Length, first + calendar.HoursInBlock(index));
            Find(index)?.Hours?.AddTo(hour - first, target[(hour - fromHour)..(end - fromHour)], sign);
            hour = end;
        }
    }

    /// <summary>Adds sign × the total of day fromDay + i to every target[i]; the days must lie within the tables.</summary>
    public void AddDaysTo(CubeCalendar calendar, int fromDay, Span<long> target, int sign)
    {
        for (int day = fromDay; day < fromDay + target.Length;)
        {
            int index = calendar.BlockOfDay(day);
            int first = calendar.FirstDayOfBlock(index);
            int end = Math.Min(fromDay + target.Length, first + calendar.DaysInBlock(index));
            Find(index)?.Days.AddTo(day - first, target[(day - fromDay)..(end - fromDay)], sign);
            day = end;
        }
    }

    /// <summary>Adds to every target[i] how many figures coarser than an hour (or, without days, coarser than a day) stand over day fromDay + i.</summary>
    public void AddCoarseTo(CubeCalendar calendar, int fromDay, Span<long> target, bool withDays)
    {
        for (int i = 0; withDays && i < target.Length; i++)
        {
            target[i] += DayFiguresIn(calendar, fromDay + i, fromDay + i + 1);
        }

        AddCoarseTo(calendar, months, BucketGrain.Month, fromDay, target);
        AddCoarseTo(calendar, years, BucketGrain.Year, fromDay, target);
    }

    /// <summary>Calls back for every hour with a count, in order of time.</summary>
    public void ForEachHour(CubeCalendar calendar, Action<int, long> visit)
    {
        for (int i = 0; i < blocks.Length; i++)
        {
            if (blocks[i]?.Hours is not { } hours)
            {
                continue;
            }

            int first = calendar.FirstHourOfBlock(firstBlock + i);
            long[] row = new long[calendar.HoursInBlock(firstBlock + i)];
            hours.AddTo(0, row, 1);
            for (int hour = 0; hour < row.Length; hour++)
            {
                if (row[hour] != 0)
                {
                    visit(first + hour, row[hour]);
                }
            }
        }
    }

    /// <summary>The sum of several stores, each block in its smaller form.</summary>
    /// <param name="calendar">The calendar of all of them.</param>
    /// <param name="parts">At least one store.</param>
    /// <param name="scratch">Working space for the hours of a year; overwritten.</param>
    public static CountStore SumOf(CubeCalendar calendar, IReadOnlyList<CountStore> parts, long[] scratch)
    {
        CountStore sum = new();
        int first = int.MaxValue, end = 0;
        foreach (CountStore part in parts)
        {
            first = Math.Min(first, part.blocks.Length == 0 ? int.MaxValue : part.firstBlock);
            end = Math.Max(end, part.firstBlock + part.blocks.Length);
            sum.Records += part.Records;
            AddBuckets(part.months, ref sum.months);
            AddBuckets(part.years, ref sum.years);
            sum.AddCorrections(part);
        }

        for (int index = first; index < end; index++)
        {
            SumBlock(calendar, sum, parts, index, scratch);
        }

        return sum;
    }

    /// <summary>Adds all of another store to this one, which may take over its blocks: the other must not be used afterwards.</summary>
    public void Merge(CubeCalendar calendar, CountStore other)
    {
        Records += other.Records;
        AddBuckets(other.months, ref months);
        AddBuckets(other.years, ref years);
        AddCorrections(other);
        for (int i = 0; i < other.blocks.Length; i++)
        {
            if (other.blocks[i] is not { } block)
            {
                continue;
            }

            int index = other.firstBlock + i;
            if (Find(index) is { } own)
            {
                own.Merge(block, calendar.HoursInBlock(index));
            }
            else
            {
                Place(index, block);
            }
        }
    }

    private static void SumBlock(CubeCalendar calendar, CountStore sum, IReadOnlyList<CountStore> parts, int index, long[] scratch)
    {
        int weight = 0;
        foreach (CountStore part in parts)
        {
            weight += part.Find(index)?.Weight ?? 0;
        }

        if (weight == 0)
        {
            return;
        }

        int hours = calendar.HoursInBlock(index), days = calendar.DaysInBlock(index);
        if (weight < hours >> 5)
        {
            // So few that going over every hour of the year would cost more.
            YearBlock few = new(days);
            foreach (CountStore part in parts)
            {
                if (part.Find(index) is { } block)
                {
                    few.Merge(block, hours);
                }
            }

            sum.Place(index, few);
            return;
        }

        sum.Place(index, new YearBlock(days)
        {
            Days = SumRows(parts, index, scratch.AsSpan(0, days), block => block.Days) ?? new CountRow(days),
            Hours = SumRows(parts, index, scratch.AsSpan(0, hours), block => block.Hours),
            DayFigures = SumRows(parts, index, scratch.AsSpan(0, days), block => block.DayFigures),
        });
    }

    private static CountRow? SumRows(IReadOnlyList<CountStore> parts, int index, Span<long> scratch, Func<YearBlock, CountRow?> rowOf)
    {
        bool any = false;
        foreach (CountStore part in parts)
        {
            if (part.Find(index) is { } block && rowOf(block) is { } row)
            {
                if (!any)
                {
                    scratch.Clear();
                    any = true;
                }

                row.AddTo(0, scratch, 1);
            }
        }

        return any ? CountRow.Of(scratch) : null;
    }

    private static void AddBuckets(BucketMap? from, ref BucketMap? to)
    {
        for (int i = 0; from is not null && i < from.Count; i++)
        {
            (to ??= new BucketMap()).Add(from.KeyAt(i), from.ValueAt(i), from.PresenceAt(i));
        }
    }

    private static void Tally(CubeCalendar calendar, BucketMap map, BucketGrain grain, in SpanCut cut, int sign, ref long value, ref long inside, ref long edges)
    {
        for (int i = 0; i < map.Count; i++)
        {
            (int from, int to) = calendar.DaysOf(grain, map.KeyAt(i));
            if (from >= cut.FullFrom && to <= cut.FullTo)
            {
                value += sign * map.ValueAt(i);
                inside += sign * map.PresenceAt(i);
            }
            else if (from < cut.TouchTo && to > cut.TouchFrom)
            {
                edges += sign * map.PresenceAt(i);
            }
        }
    }

    private static void AddCoarseTo(CubeCalendar calendar, BucketMap? map, BucketGrain grain, int fromDay, Span<long> target)
    {
        for (int i = 0; map is not null && i < map.Count; i++)
        {
            (int from, int to) = calendar.DaysOf(grain, map.KeyAt(i));
            for (int day = Math.Max(from, fromDay); day < Math.Min(to, fromDay + target.Length); day++)
            {
                target[day - fromDay] += map.PresenceAt(i);
            }
        }
    }

    private void AddDay(CubeCalendar calendar, int day, long delta, int presence)
    {
        int index = calendar.BlockOfDay(day);
        YearBlock block = Block(calendar, index);
        block.DayFigures ??= new CountRow(calendar.DaysInBlock(index));
        block.Days.Add(day - calendar.FirstDayOfBlock(index), delta);
        block.DayFigures.Add(day - calendar.FirstDayOfBlock(index), presence);
    }

    private long SumHours(CubeCalendar calendar, HourSpan span)
    {
        // A head or tail lies within one day, so within one block.
        if (span.Hours == 0)
        {
            return 0;
        }

        int index = calendar.BlockOfDay(calendar.DayOfHour(span.From));
        int first = calendar.FirstHourOfBlock(index);
        return Find(index)?.Hours?.Sum(span.From - first, span.To - first) ?? 0;
    }

    private (long Value, long Figures) SumDays(CubeCalendar calendar, int fromDay, int toDay)
    {
        long value = 0, figures = 0;
        for (int day = fromDay; day < toDay;)
        {
            int index = calendar.BlockOfDay(day);
            int first = calendar.FirstDayOfBlock(index);
            int end = Math.Min(toDay, first + calendar.DaysInBlock(index));
            if (Find(index) is { } block)
            {
                value += block.Days.Sum(day - first, end - first);
                figures += block.DayFigures?.Sum(day - first, end - first) ?? 0;
            }

            day = end;
        }

        return (value, figures);
    }

    private long DayFiguresIn(CubeCalendar calendar, int fromDay, int toDay)
    {
        // Only for the one or two days at the edges of a span.
        long figures = 0;
        for (int day = fromDay; day < toDay; day++)
        {
            int index = calendar.BlockOfDay(day);
            int place = day - calendar.FirstDayOfBlock(index);
            figures += Find(index)?.DayFigures?.Sum(place, place + 1) ?? 0;
        }

        return figures;
    }

    private YearBlock? Find(int index)
    {
        int i = index - firstBlock;
        return (uint)i < (uint)blocks.Length ? blocks[i] : null;
    }

    private YearBlock Block(CubeCalendar calendar, int index)
    {
        if (Find(index) is { } found)
        {
            return found;
        }

        YearBlock made = new(calendar.DaysInBlock(index));
        Place(index, made);
        return made;
    }

    private void Place(int index, YearBlock block)
    {
        if (blocks.Length == 0)
        {
            blocks = new YearBlock?[1];
            firstBlock = index;
        }
        else if (index < firstBlock)
        {
            YearBlock?[] larger = new YearBlock?[blocks.Length + firstBlock - index];
            blocks.CopyTo(larger, firstBlock - index);
            blocks = larger;
            firstBlock = index;
        }
        else if (index >= firstBlock + blocks.Length)
        {
            Array.Resize(ref blocks, index - firstBlock + 1);
        }

        blocks[index - firstBlock] = block;
    }
}
