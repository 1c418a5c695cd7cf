using System.Buffers;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// Answers from a state and, where another version or moment is asked for, what is laid over it. A record whose net is 0 in hours that no
/// source covers does not make them known. An empty span is known, and 0.
/// </summary>
/// <param name="state">What is known.</param>
/// <param name="overlay">What is laid over it; null = nothing.</param>
/// <param name="now">The moment of the question: figures that are not due by then are not missed.</param>
internal sealed class CubeReader(CubeState state, CubeOverlay? overlay, Instant now) : ICountReader
{
    private readonly CubeCalendar calendar = state.Calendar;
    private readonly CubeLayout layout = state.Book.Layout;

    /// <inheritdoc/>
    public long Version => overlay?.AsOfVersion ?? state.Version;

    /// <inheritdoc/>
    public Catalogue Catalogue => state.Catalogue;

    /// <inheritdoc/>
    public CountAnswer SumDays(CountNode node, int fromDay, int toDay) => Sum(node, SpanCut.OfDays(calendar, fromDay, toDay));

    /// <inheritdoc/>
    public CountAnswer SumHours(CountNode node, int fromHour, int toHour) => Sum(node, SpanCut.OfHours(calendar, fromHour, toHour));

    /// <inheritdoc/>
    public CountAnswer SumHoursOwn(CountNode node, bool ownCategory, bool ownUnit, int fromHour, int toHour)
    {
        SpanCut cut = SpanCut.OfHours(calendar, fromHour, toHour);
        if (Known(ref node) is not { } slot)
        {
            return Answer(node, cut, default);
        }

        SpanTally tally = default;
        ForEachOwnPart(node, slot, ownCategory, ownUnit, (id, sign) => Tally(id, cut, sign, ref tally));
        return Answer(node, cut, tally);
    }

    /// <inheritdoc/>
    public CorrectionTally Corrections(CountNode node, bool ownCategory, bool ownUnit, int fromDay, int toDay)
    {
        CorrectionTally sum = default;
        if (Known(ref node) is not { } slot)
        {
            return sum;
        }

        if (!ownCategory && !ownUnit)
        {
            return CorrectionsOf(layout.NodeId(node.Metric, slot, node.Category.Index, node.Unit.Index), fromDay, toDay);
        }

        ForEachOwnPart(node, slot, ownCategory, ownUnit, (id, sign) =>
        {
            CorrectionTally part = CorrectionsOf(id, fromDay, toDay);
            sum += new CorrectionTally(sign * part.LateEntries, sign * part.Reclassified);
        });
        return sum;
    }

    /// <inheritdoc/>
    public bool HasOwn(CountNode node) => HasOwn(node, ownCategory: true, ownUnit: true);

    /// <inheritdoc/>
    public bool HasOwn(CountNode node, bool ownCategory, bool ownUnit)
    {
        if (Known(ref node) is not { } slot)
        {
            return false;
        }

        long records = 0;
        ForEachOwnPart(node, slot, ownCategory, ownUnit, (id, sign) =>
            records += sign * StoresOf(id).Sum(store => store.Records));
        return records > 0;
    }

    /// <inheritdoc/>
    public HourSpan? EventCoverage(SourceSystem source, Metric metric)
    {
        PairKnowledge? pair = state.Knowledge.Pair(source.Id, metric.Id);
        if (pair is null || pair.FirstEventVersion > Version || state.Knowledge.Source(source.Id) is not { } known)
        {
            return null;
        }

        bool back = Version < state.Version;
        if ((back ? known.FirstEvent.AsOf(Version) : known.FirstEvent.Last) is not { } first)
        {
            return null;
        }

        int last = (back ? known.LastHeard.AsOf(Version) : known.LastHeard.Last) ?? first;
        return new HourSpan(first, Math.Max(first, last) + 1);
    }

    /// <inheritdoc/>
    public CountAnswer Last(CountNode node, int fromDay, int toDay)
    {
        SpanCut cut = SpanCut.OfDays(calendar, fromDay, toDay);
        if (Known(ref node) is not { } slot)
        {
            return CountAnswer.Unknown([.. SourcesOf(node).Select(source => source.Id)]);
        }

        long sum = 0;
        BucketGrain? taken = null, touched = null;
        foreach (int handle in state.Figures.OfMetric(node.Metric.Id))
        {
            Take(handle, overlay?.Figures.GetValueOrDefault(handle) ?? state.Figures.All[handle]);
        }

        foreach ((int handle, LeafFigures figures) in overlay?.Figures ?? System.Collections.Immutable.ImmutableDictionary<int, LeafFigures>.Empty)
        {
            if (state.Figures.Find(handle) is null)
            {
                Take(handle, figures);
            }
        }

        BucketGrain? delivered = null;
        bool awaited = false;
        List<string> missing = [];
        foreach (SourceSystem source in SourcesOf(node))
        {
            (BucketGrain Grain, int Start)? last = FigureCoverageOf(source, node.Metric)?.LastInside(calendar, cut.FullFrom, cut.FullTo);
            delivered = Coarser(delivered, last?.Grain);
            StockTail tail = cut.Clamped ? StockTail.Overdue : StockTails.Of(calendar, last, cut.FullTo, source.LateAfter, now);
            awaited |= tail == StockTail.Awaited;
            if (tail is StockTail.None or StockTail.Overdue)
            {
                missing.Add(source.Id);
            }
        }

        if (taken is null && delivered is null)
        {
            return touched is { } grain ? new CountAnswer(null, CountKnowledge.TooCoarse, grain, missing) : CountAnswer.Unknown(missing);
        }

        // A nothing is known through figures of other series.
        CountKnowledge knowledge = missing.Count == 0 ? CountKnowledge.Full : CountKnowledge.Partial;
        return new CountAnswer(sum, knowledge, taken ?? delivered ?? BucketGrain.Hour, missing) { IsAwaited = awaited };

        void Take(int handle, LeafFigures figures)
        {
            if (state.Book.Place(handle) is not { } place || !IsBelow(place, node, slot))
            {
                return;
            }

            if (StockFigure.Last(calendar, figures, cut.FullFrom, cut.FullTo) is { } last)
            {
                sum += last.Value;
                taken = Coarser(taken, last.Grain);
            }
            else
            {
                touched = Coarser(touched, StockFigure.Touching(calendar, figures, cut.FullFrom, cut.FullTo));
            }
        }
    }

    /// <inheritdoc/>
    public void ReadHours(CountNode node, int fromHour, Span<long?> values)
    {
        values.Clear();
        if (Known(ref node) is not { } slot)
        {
            return;
        }

        int from = Math.Clamp(fromHour, calendar.FirstHour, calendar.EndHour);
        int to = Math.Clamp(fromHour + values.Length, from, calendar.EndHour);
        if (from == to)
        {
            return;
        }

        int id = layout.NodeId(node.Metric, slot, node.Category.Index, node.Unit.Index);
        int firstDay = calendar.DayOfHour(from), days = calendar.DayOfHour(to - 1) + 1 - firstDay;
        long[] rented = ArrayPool<long>.Shared.Rent((to - from) + days);
        Span<long> sums = rented.AsSpan(0, to - from), coarse = rented.AsSpan(to - from, days);
        sums.Clear();
        coarse.Clear();
        foreach (CountStore store in StoresOf(id))
        {
            store.AddHoursTo(calendar, from, sums, 1);
            store.AddCoarseTo(calendar, firstDay, coarse, withDays: true);
        }

        Coverage[] coverage = CoverageOf(node);
        for (int hour = from; hour < to; hour++)
        {
            long sum = sums[hour - from];
            if (coarse[calendar.DayOfHour(hour) - firstDay] == 0 && (sum != 0 || AnyCovers(coverage, hour, hour + 1)))
            {
                values[hour - fromHour] = sum;
            }
        }

        ArrayPool<long>.Shared.Return(rented);
    }

    /// <inheritdoc/>
    public void ReadDays(CountNode node, int fromDay, Span<long?> values)
    {
        values.Clear();
        if (Known(ref node) is not { } slot)
        {
            return;
        }

        int from = Math.Clamp(fromDay, calendar.FirstDay, calendar.EndDay);
        int to = Math.Clamp(fromDay + values.Length, from, calendar.EndDay);
        int id = layout.NodeId(node.Metric, slot, node.Category.Index, node.Unit.Index);
        long[] rented = ArrayPool<long>.Shared.Rent(2 * (to - from));
        Span<long> sums = rented.AsSpan(0, to - from), coarse = rented.AsSpan(to - from, to - from);
        sums.Clear();
        coarse.Clear();
        foreach (CountStore store in StoresOf(id))
        {
            store.AddDaysTo(calendar, from, sums, 1);
            store.AddCoarseTo(calendar, from, coarse, withDays: false);
        }

        Coverage[] coverage = CoverageOf(node);
        for (int day = from; day < to; day++)
        {
            long sum = sums[day - from];
            if (coarse[day - from] == 0 && (sum != 0 || AnyCovers(coverage, calendar.FirstHourOfDay(day), calendar.FirstHourOfDay(day + 1))))
            {
                values[day - fromDay] = sum;
            }
        }

        ArrayPool<long>.Shared.Return(rented);
    }

    /// <inheritdoc/>
    public void AddStandingHours(CountNode node, int fromHour, Span<long> values)
    {
        int from = Math.Clamp(fromHour, calendar.FirstHour, calendar.EndHour);
        int to = Math.Clamp(fromHour + values.Length, from, calendar.EndHour);
        if (from < to && Known(ref node) is { } slot)
        {
            foreach (CountStore store in StoresOf(layout.NodeId(node.Metric, slot, node.Category.Index, node.Unit.Index)))
            {
                store.AddHoursTo(calendar, from, values[(from - fromHour)..(to - fromHour)], 1);
            }
        }
    }

    /// <inheritdoc/>
    public void AddStandingDays(CountNode node, int fromDay, Span<long> values)
    {
        int from = Math.Clamp(fromDay, calendar.FirstDay, calendar.EndDay);
        int to = Math.Clamp(fromDay + values.Length, from, calendar.EndDay);
        if (from < to && Known(ref node) is { } slot)
        {
            foreach (CountStore store in StoresOf(layout.NodeId(node.Metric, slot, node.Category.Index, node.Unit.Index)))
            {
                store.AddDaysTo(calendar, from, values[(from - fromDay)..(to - fromDay)], 1);
            }
        }
    }

    private static bool AnyCovers(Coverage[] coverage, int fromHour, int toHour)
    {
        foreach (Coverage source in coverage)
        {
            if (source.CoversAny(fromHour, toHour))
            {
                return true;
            }
        }

        return false;
    }

    private static BucketGrain? Coarser(BucketGrain? one, BucketGrain? other) => one is null || other > one ? other ?? one : one;

    private static IReadOnlyList<SourceSystem> SourcesOf(in CountNode node) => node.Source is { } one ? [one] : node.Metric.CountedSources;

    private CountAnswer Sum(CountNode node, in SpanCut cut)
    {
        SpanTally tally = default;
        if (Known(ref node) is { } slot)
        {
            Tally(layout.NodeId(node.Metric, slot, node.Category.Index, node.Unit.Index), cut, 1, ref tally);
        }

        return Answer(node, cut, tally);
    }

    private void Tally(int id, in SpanCut cut, int sign, ref SpanTally tally)
    {
        state.Nodes.Node(id)?.Tally(calendar, cut, sign, ref tally);
        state.Layer?.Node(id)?.Tally(calendar, cut, sign, ref tally);
        overlay?.Nodes.Node(id)?.Tally(calendar, cut, sign, ref tally);
    }

    private CountAnswer Answer(in CountNode node, in SpanCut cut, in SpanTally tally)
    {
        bool all = !cut.Clamped, any = cut.Hours.Hours == 0 && !cut.Clamped;
        BucketGrain coarsest = tally.Coarsest;
        List<string>? missing = null;
        IReadOnlyList<SourceSystem> sources = SourcesOf(node);
        for (int i = 0; i < sources.Count; i++)
        {
            Coverage coverage = CoverageOf(sources[i], node.Metric);
            coarsest = coverage.CoarsestIn(cut.Hours.From, cut.Hours.To) is var grain && grain > coarsest ? grain : coarsest;
            if (cut.Clamped || !coverage.CoversAll(cut.Hours.From, cut.Hours.To))
            {
                all = false;
                (missing ??= []).Add(sources[i].Id);
                any |= coverage.CoversAny(cut.Hours.From, cut.Hours.To);
            }
            else
            {
                any = true;
            }
        }

        all &= sources.Count > 0;
        IReadOnlyList<string> gaps = missing is null ? [] : missing;
        if (tally.IsTooCoarse)
        {
            return new CountAnswer(null, CountKnowledge.TooCoarse, coarsest, gaps) { CoarsestFigure = tally.Coarsest };
        }

        return any || tally.Value != 0
            ? new CountAnswer(tally.Value, all ? CountKnowledge.Full : CountKnowledge.Partial, coarsest, gaps) { CoarsestFigure = tally.Coarsest }
            : CountAnswer.Unknown(gaps);
    }

    private CorrectionTally CorrectionsOf(int id, int fromDay, int toDay) =>
        (state.Nodes.Node(id)?.CorrectionsIn(fromDay, toDay) ?? default)
        + (state.Layer?.Node(id)?.CorrectionsIn(fromDay, toDay) ?? default)
        + (overlay?.Nodes.Node(id)?.CorrectionsIn(fromDay, toDay) ?? default);

    private List<CountStore> StoresOf(int id)
    {
        List<CountStore> stores = new(3);
        foreach (NodeTable? table in (ReadOnlySpan<NodeTable?>)[state.Nodes, state.Layer, overlay?.Nodes])
        {
            if (table?.Node(id) is { } store)
            {
                stores.Add(store);
            }
        }

        return stores;
    }

    private Coverage[] CoverageOf(in CountNode node)
    {
        Metric metric = node.Metric;
        return [.. SourcesOf(node).Select(source => CoverageOf(source, metric))];
    }

    private Coverage CoverageOf(SourceSystem source, Metric metric) => new(EventCoverage(source, metric), FigureCoverageOf(source, metric));

    private FigureCoverage? FigureCoverageOf(SourceSystem source, Metric metric) =>
        overlay?.Coverage.GetValueOrDefault((source.Id, metric.Id)) ?? state.Knowledge.Pair(source.Id, metric.Id)?.Figures;

    // Children and the own part add up to the node, so the own part is the node without its children.
    private void ForEachOwnPart(in CountNode node, int slot, bool ownCategory, bool ownUnit, Action<int, int> visit)
    {
        Metric metric = node.Metric;
        IReadOnlyList<CategoryNode> categories = ownCategory ? node.Category.Children : [];
        IReadOnlyList<UnitNode> units = ownUnit ? node.Unit.Children : [];
        visit(layout.NodeId(metric, slot, node.Category.Index, node.Unit.Index), 1);
        foreach (CategoryNode category in categories)
        {
            visit(layout.NodeId(metric, slot, category.Index, node.Unit.Index), -1);
        }

        foreach (UnitNode unit in units)
        {
            visit(layout.NodeId(metric, slot, node.Category.Index, unit.Index), -1);
            foreach (CategoryNode category in categories)
            {
                visit(layout.NodeId(metric, slot, category.Index, unit.Index), 1);
            }
        }
    }

    private bool IsBelow(LeafPlace place, in CountNode node, int slot) =>
        ReferenceEquals(place.Metric, node.Metric)
        && (slot == place.Slot || (slot == 0 && place.IsInSum))
        && place.Category.Index >= node.Category.Index && place.Category.Index < layout.CategoryEnd(node.Metric, node.Category.Index)
        && place.Unit.Index >= node.Unit.Index && place.Unit.Index < layout.UnitEnd(node.Unit.Index);

    // The slot of a node, after its parts were brought under the reader's catalogue (a caller may still hold the one before a reload); null if there is none.
    private int? Known(ref CountNode node)
    {
        Catalogue catalogue = layout.Catalogue;
        if (node.Metric.Index >= catalogue.Metrics.Count || !ReferenceEquals(catalogue.Metrics[node.Metric.Index], node.Metric)
            || node.Unit.Index >= catalogue.Units.Count || !ReferenceEquals(catalogue.Units[node.Unit.Index], node.Unit))
        {
            if (catalogue.FindMetric(node.Metric.Id) is not { } metric
                || metric.FindCategory(node.Category.Path) is not { } category
                || catalogue.FindUnit(node.Unit.Code) is not { } unit)
            {
                return null;
            }

            SourceSystem? source = node.Source is null ? null : catalogue.FindSource(node.Source.Id);
            if (node.Source is not null && source is null)
            {
                return null;
            }

            node = new CountNode(metric, category, unit, source);
        }

        return node.Metric.IsFed && layout.SlotOf(node.Metric, node.Source) is >= 0 and int slot ? slot : null;
    }

    /// <summary>What one source covers of a metric: a run of hours by events, any hours by figures.</summary>
    private readonly record struct Coverage(HourSpan? Events, FigureCoverage? Figures)
    {
        public bool CoversAll(int from, int to)
        {
            if (Events is not { } events || events.To <= from || events.From >= to)
            {
                return from == to || Figures?.CountIn(from, to) == to - from;
            }

            int uncovered = Math.Max(0, events.From - from) + Math.Max(0, to - events.To);
            return uncovered == 0 || (Figures is not null && Figures.CountIn(from, Math.Max(from, events.From)) + Figures.CountIn(Math.Min(to, events.To), to) == uncovered);
        }

        /// <summary>Through what the hours are known, events first, then the finest figures that there are.</summary>
        public BucketGrain CoarsestIn(int from, int to)
        {
            if (Figures is null || from == to)
            {
                return BucketGrain.Hour;
            }

            if (Events is not { } events || events.To <= from || events.From >= to)
            {
                return Figures.CoarsestIn(from, to);
            }

            BucketGrain before = Figures.CoarsestIn(from, Math.Max(from, events.From)), after = Figures.CoarsestIn(Math.Min(to, events.To), to);
            return before > after ? before : after;
        }

        public bool CoversAny(int from, int to) =>
            (Events is { } events && events.From < to && events.To > from) || Figures?.CountIn(from, to) > 0;
    }
}
