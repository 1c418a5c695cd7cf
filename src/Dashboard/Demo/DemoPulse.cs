using System.Globalization;
using Tongbi.Collector.Calendar;

namespace Tongbi.Dashboard.Demo;

/// <summary>
/// What keeps the wall visibly alive without bending the curves: places and categories of recent incidents are corrected every few seconds
/// (移交, 改判: totals stay), the counts of the running hour grow, and now and then comes a call that is found a duplicate (重复报警) and
/// withdrawn twenty minutes later. Founding streams are never touched. Not thread-safe.
/// </summary>
internal sealed class DemoPulse
{
    /// <summary>Seconds between two corrections.</summary>
    public const int CorrectionEvery = 4;

    /// <summary>Seconds between two looks at the running hour's counts.</summary>
    public const int FiguresEvery = 10;

    /// <summary>Seconds after which a duplicate is found out.</summary>
    public const int WithdrawnAfter = 20 * 60;

    /// <summary>Seconds between two calls in the opening minutes, and afterwards.</summary>
    private const int OpeningGap = 15, LaterGap = 120, Opening = 120;

    /// <summary>Begins at an instant, Unix seconds.</summary>
    public DemoPulse(DemoHistory history, long startedAt)
    {
        this.history = history;
        this.startedAt = startedAt;
        nextCall = nextFigures = startedAt;
        nextCorrection = startedAt + (CorrectionEvery / 2);
    }

    /// <summary>The happenings and figures for one second, which must be later than the one before.</summary>
    public (IReadOnlyList<DemoEvent> Events, IReadOnlyList<DemoFigure> Figures) At(long now)
    {
        List<DemoEvent> events = [];
        DemoRandom random = DemoRandom.For("pulse", now);
        if (now >= nextCall)
        {
            nextCall = now + (now - startedAt < Opening ? OpeningGap : LaterGap);
            AddCall(now, ref random, events);
        }

        if (now >= nextCorrection)
        {
            nextCorrection = now + CorrectionEvery;
            AddCorrection(now, ref random, events);
        }

        while (duplicates.TryPeek(out (DemoEvent Incident, long At) due) && due.At <= now)
        {
            duplicates.Dequeue();
            AddWithdrawal(due.Incident, events);
        }

        IReadOnlyList<DemoFigure> figures = [];
        if (now >= nextFigures)
        {
            nextFigures = now + FiguresEvery;
            figures = [.. history.Figures.Running(now).Where(HasGrown)];
        }

        return (events, figures);
    }

    /// <summary>Whether a running count differs from the one sent last.</summary>
    private bool HasGrown(DemoFigure figure)
    {
        bool same = lastSent.TryGetValue(figure.Metric, out DemoFigure? last) && last == figure;
        lastSent[figure.Metric] = figure;
        return !same;
    }

    private DemoWorld World => history.World;

    private OfficeCalendar Calendar => World.Catalogue.Calendar;

    private void AddCall(long now, ref DemoRandom random, List<DemoEvent> events)
    {
        if (Incidents is not { } stream || stream.Leaves.Draw(ref random) is not { Source: "dispatch110" } leaf)
        {
            return;
        }

        string place = stream.Units.Draw(ref random);
        DemoEvent incident = new(leaf.Source, "x-" + now.ToString(CultureInfo.InvariantCulture), stream.Metric, leaf.Category, leaf.Unit ?? place, now - random.Below(20));
        events.Add(incident);
        if (World.CallOf(incident) is { } call)
        {
            events.Add(call);
        }

        duplicates.Enqueue((incident, now + WithdrawnAfter));
    }

    /// <summary>The incident no longer counts; its call does, as a duplicate.</summary>
    private void AddWithdrawal(DemoEvent incident, List<DemoEvent> events)
    {
        events.Add(incident with { Revision = 1, Withdrawn = true });
        if (World.CallOf(incident) is { } call && World.Catalogue.FindMetric(call.Metric)?.FindCategory("invalid/duplicate") is { } duplicate)
        {
            events.Add(call with { Category = duplicate.Path, Revision = 1 });
        }
    }

    private void AddCorrection(long now, ref DemoRandom random, List<DemoEvent> events)
    {
        if (Incidents is not { } stream)
        {
            return;
        }

        // A transfer is decided within 24 hours; a class may be corrected for a fortnight. Hours before dawn may be empty: another is tried.
        bool isTransfer = random.Below(2) == 0;
        for (int attempt = 0; attempt < 6; attempt++)
        {
            int hour = Calendar.HourOf(now) - 1 - random.Below(isTransfer ? 23 : 14 * 24);
            DemoEvent[] candidates = hour < World.Span.HistoryFromHour ? [] : [.. World.EventsOf(hour).Where(happening => IsCorrectable(happening, stream))];
            if (candidates.Length > 0)
            {
                events.Add(Corrected(candidates[random.Below(candidates.Length)], isTransfer, stream, now, ref random));
                return;
            }
        }
    }

    private DemoEvent Corrected(DemoEvent chosen, bool isTransfer, DemoStream stream, long now, ref DemoRandom random)
    {
        // Seconds since the first start only grow, over restarts too: a later correction is a higher revision.
        long revision = now - Calendar.StartSecondsOfHour(World.Span.ReferenceHour);
        if (isTransfer)
        {
            return chosen with { Unit = stream.Units.Draw(ref random), Revision = revision };
        }

        string[] kin = [.. stream.Leaves.Items
            .Where(leaf => leaf is { Source: "dispatch110", Unit: null } && leaf.Category != chosen.Category && TopOf(leaf.Category) == TopOf(chosen.Category))
            .Select(leaf => leaf.Category)];
        return chosen with { Category = kin.Length == 0 ? chosen.Category : kin[random.Below(kin.Length)], Revision = revision };
    }

    private static bool IsCorrectable(DemoEvent happening, DemoStream stream) =>
        happening is { Source: "dispatch110", Metric: "incident" } && happening.Id.StartsWith(stream.Name + "-", StringComparison.Ordinal);

    private static string TopOf(string path) => path.Split('/')[0];

    private DemoStream? Incidents => World.Streams.FirstOrDefault(stream => stream.Name == DemoScript.OtherIncidents);

    private readonly Dictionary<string, DemoFigure> lastSent = new(StringComparer.Ordinal);
    private readonly Queue<(DemoEvent Incident, long At)> duplicates = [];
    private readonly DemoHistory history;
    private readonly long startedAt;
    private long nextCall;
    private long nextCorrection;
    private long nextFigures;
}
