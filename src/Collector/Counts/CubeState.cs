using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// Everything that the cube knows at one version under one catalogue. Two lives: first raw changes are taken in bulk (<see cref="TakeRaw"/>),
/// then <see cref="Settle"/> weighs and rolls them up once, and from there on change sets are prepared beside the readers and applied whole.
/// Not thread-safe; <see cref="CountCube"/> guards it.
/// </summary>
internal sealed class CubeState
{
    // A roll-up goes over the whole tree: it pays only for so many times more deltas than a layer does.
    private const int RollUpFactor = 16;
    private readonly int layerFrom;

    /// <param name="catalogue">What is counted.</param>
    /// <param name="calendar">How time is cut.</param>
    /// <param name="series">What the log's handles mean.</param>
    /// <param name="layerFrom">From so many deltas on they are shown as a layer and absorbed in turns, so that readers wait less.</param>
    public CubeState(Catalogue catalogue, CubeCalendar calendar, SeriesRegistry series, int layerFrom)
    {
        this.layerFrom = layerFrom;
        Calendar = calendar;
        Book = new LeafBook(new CubeLayout(catalogue), series);
        Nodes = new NodeTable(calendar, Book);
        Figures = new FigureBook(series);
        Knowledge = new KnowledgeBook(calendar, series);
        Future = new FutureEvents();
        Lateness = new LatenessRule(calendar, series, catalogue);
    }

    private CubeState(CubeState other, Catalogue catalogue)
    {
        layerFrom = other.layerFrom;
        Calendar = other.Calendar;
        Book = new LeafBook(new CubeLayout(catalogue), other.Book.Series);
        Nodes = other.Nodes.Under(Book);
        Figures = other.Figures;
        Knowledge = other.Knowledge;
        Future = other.Future;
        Lateness = other.Lateness.Under(catalogue);
        Head = other.Head;
        OutsideCalendar = other.OutsideCalendar;
    }

    public CubeCalendar Calendar { get; }

    public LeafBook Book { get; }

    public NodeTable Nodes { get; }

    /// <summary>Deltas of the change set applied last that are not yet moved into <see cref="Nodes"/>; whoever reads adds both.</summary>
    public NodeTable? Layer { get; private set; }

    public FigureBook Figures { get; }

    public KnowledgeBook Knowledge { get; }

    public FutureEvents Future { get; }

    public LatenessRule Lateness { get; }

    public Catalogue Catalogue => Book.Layout.Catalogue;

    public long Version => Head.Version;

    /// <summary>The change set applied last.</summary>
    public VersionMark Head { get; set; } = VersionMark.None;

    /// <summary>Entries of the log that lie outside the calendar's years and are not counted.</summary>
    public long OutsideCalendar { get; set; }

    /// <summary>Whether the same data can be shown under another catalogue without reading the log again: time is cut, and lateness judged, as before.</summary>
    public bool Fits(Catalogue catalogue) => new CubeCalendar(catalogue.Calendar).Fingerprint == Calendar.Fingerprint && Lateness.Fits(catalogue);

    /// <summary>The same data under another catalogue that fits.</summary>
    public CubeState Under(Catalogue catalogue) => new(this, catalogue);

    /// <summary>Bulk: takes a change set as it is; only <see cref="Settle"/> makes it count.</summary>
    /// <param name="set">The next change set.</param>
    /// <param name="nowSecond">The present moment: events after it are remembered by the second.</param>
    public void TakeRaw(ChangeSet set, long nowSecond)
    {
        int recordedHour = Calendar.HourOf(set.RecordedAt.ToUnixTimeSeconds());
        long recorded = set.RecordedAt.ToUnixTimeSeconds();
        bool isTold = set.Corrections is not null;
        int handle = -1;
        CountStore? store = null;
        for (int i = 0; i < set.Changes.Count; i++)
        {
            Change change = set.Changes[i];
            if (!TryRaw(change, out RawChange raw))
            {
                OutsideCalendar++;
                continue;
            }

            if (store is null || handle != raw.Handle)
            {
                handle = raw.Handle;
                store = Nodes.LeafOrNew(handle);
            }

            Knowledge.Note(raw, set.Version, recordedHour);
            store.Records += raw.Presence;
            if (raw.Grain != BucketGrain.Event)
            {
                Lateness.Judge(change, recorded, isTold);
                Figures.FindOrNew(handle).AddRaw(raw.Grain, raw.Start, raw.Delta, raw.Presence);
                continue;
            }

            store.AddHour(Calendar, raw.Start, raw.Delta);
            if (Lateness.Judge(change, recorded, isTold) is { } late)
            {
                store.AddCorrection(late.Day, late.Late, late.Moved);
            }

            if (change.Start > nowSecond)
            {
                Future.Add(handle, change.Start, raw.Delta);
            }
        }

        Lateness.JudgeCorrections(set, recorded, found => Nodes.LeafOrNew(found.Handle).AddCorrection(found.Day, found.Late, found.Moved));
        NoteHeard(set);
        Head = VersionMark.Of(set);
    }

    /// <summary>Ends the bulk: weighs figures against figures and events, and rolls all up.</summary>
    public void Settle()
    {
        foreach ((int handle, LeafFigures figures) in Figures.All)
        {
            CountStore raw = Nodes.LeafOrNew(handle);
            raw.ForEachHour(Calendar, (hour, count) => figures.Events.Add(hour, count, 0));
            CountStore settled = new() { Records = raw.Records };
            settled.AddCorrections(raw);
            figures.ResolveAll(Calendar, (grain, start, value) => settled.Add(Calendar, grain, start, value, 1));
            Nodes.ReplaceLeaf(handle, settled);
        }

        Nodes.RollUp();
    }

    /// <summary>Turns an entry's second into its hour; false if it lies outside the calendar.</summary>
    public bool TryRaw(in Change change, out RawChange raw)
    {
        if (!Calendar.Covers(change.Grain, change.Start))
        {
            raw = default;
            return false;
        }

        int start = change.Grain == BucketGrain.Event ? Calendar.HourOf(change.Start) : (int)change.Start;
        raw = new RawChange(change.Series, change.Grain, start, change.Delta, change.Presence);
        return true;
    }

    /// <summary>Works out what changes would do, without touching the state.</summary>
    public PreparedChange Prepare(List<RawChange> changes, IReadOnlyList<LeafCorrection> corrections)
    {
        Dictionary<int, List<RawChange>> figured = [];
        foreach (RawChange change in changes)
        {
            if (change.Grain != BucketGrain.Event)
            {
                figured.TryAdd(change.Handle, []);
            }
        }

        List<LeafDelta> deltas = new(changes.Count);
        Dictionary<int, long> records = [];
        foreach (RawChange change in changes)
        {
            if (change.Presence != 0)
            {
                records[change.Handle] = records.GetValueOrDefault(change.Handle) + change.Presence;
            }

            if (figured.TryGetValue(change.Handle, out List<RawChange>? own))
            {
                own.Add(change);
            }
            else if (Figures.Find(change.Handle) is not null)
            {
                figured[change.Handle] = [change];
            }
            else
            {
                deltas.Add(new LeafDelta(change.Handle, BucketGrain.Hour, change.Start, change.Delta, 0));
            }
        }

        Dictionary<int, LeafFigures> figures = [];
        foreach ((int handle, List<RawChange> own) in figured)
        {
            LeafFigures copy = Figures.Find(handle)?.Clone() ?? FiguresOver(handle);
            copy.Apply(Calendar, handle, own, deltas);
            figures[handle] = copy;
        }

        return new PreparedChange(deltas, figures, records, corrections);
    }

    /// <summary>Prepares the next change set; what is returned applies it, quickly and as a whole, and must be run, and its layer absorbed, before any other.</summary>
    /// <param name="set">The next change set.</param>
    /// <param name="nowSecond">The present moment.</param>
    /// <param name="halfway">Run when the counts are moved and the version is not; a test fails there.</param>
    public Action Prepare(ChangeSet set, long nowSecond, Action? halfway = null)
    {
        List<RawChange> changes = new(set.Changes.Count);
        List<Change> future = [];
        long outside = 0;
        foreach (Change change in set.Changes)
        {
            if (!TryRaw(change, out RawChange raw))
            {
                outside++;
                continue;
            }

            changes.Add(raw);
            if (change.Grain == BucketGrain.Event && change.Start > nowSecond)
            {
                future.Add(change);
            }
        }

        List<LeafCorrection> corrections = [];
        Lateness.Judge(set, corrections.Add);
        PreparedChange prepared = Prepare(changes, corrections);
        NodeTable? table = prepared.Deltas.Count < layerFrom ? null : TableOf(prepared);
        return () => Apply(set, changes, prepared, table, future, outside, nowSecond, halfway);
    }

    /// <summary>Moves some of the layer into the nodes; no answer changes by it.</summary>
    /// <returns>Whether anything is left to move.</returns>
    public bool Absorb(int stores)
    {
        if (Layer is not null && !Nodes.TakeFrom(Layer, stores))
        {
            Layer = null;
        }

        return Layer is not null;
    }

    /// <summary>The deltas with all nodes above them.</summary>
    public NodeTable TableOf(PreparedChange prepared) =>
        NodeTable.Of(Calendar, Book, prepared, rollUp: prepared.Deltas.Count >= RollUpFactor * layerFrom);

    private void Apply(ChangeSet set, List<RawChange> changes, PreparedChange prepared, NodeTable? table, List<Change> future, long outside, long nowSecond, Action? halfway)
    {
        if (table is null)
        {
            Nodes.Add(prepared);
        }

        Layer = table;
        halfway?.Invoke();

        foreach ((int handle, LeafFigures figures) in prepared.Figures)
        {
            Figures.Set(handle, figures);
        }

        int recordedHour = Calendar.HourOf(set.RecordedAt.ToUnixTimeSeconds());
        foreach (RawChange change in changes)
        {
            Knowledge.Note(change, set.Version, recordedHour);
        }

        NoteHeard(set);
        Future.Prune(nowSecond);
        foreach (Change change in future)
        {
            Future.Add(change.Series, change.Start, change.Delta);
        }

        OutsideCalendar += outside;
        Head = VersionMark.Of(set);
    }

    private void NoteHeard(ChangeSet set)
    {
        foreach (Heard heard in set.Heard)
        {
            Knowledge.Note(heard, set.Version);
        }
    }

    // The first figure of a series that had only events so far: its hours are its events.
    private LeafFigures FiguresOver(int handle)
    {
        LeafFigures figures = new();
        Nodes.Leaf(handle)?.ForEachHour(Calendar, (hour, count) => figures.Events.Add(hour, count, 0));
        Layer?.Leaf(handle)?.ForEachHour(Calendar, (hour, count) => figures.Events.Add(hour, count, 0));
        return figures;
    }
}
