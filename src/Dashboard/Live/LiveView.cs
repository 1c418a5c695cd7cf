using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Walls;

namespace Tongbi.Dashboard.Live;

/// <summary>One layout for one unit: keeps its newest state and works out what changed. Thread-safe.</summary>
internal sealed class LiveView(ViewKey key, WallStore walls, ICatalogueSource catalogues, ICountCube cube, ViewEvaluator evaluator, SourceBoard sources, IAlertBoard alerts, DemoState demo)
{
    /// <summary>Instants as they are sent: with the office's offset, milliseconds where there are any.</summary>
    public static OffsetDateTimePattern InstantPattern { get; } =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFo<Z+HH:mm>");

    /// <summary>Layout and unit.</summary>
    public ViewKey Key { get; } = key;

    /// <summary>The newest state; null before the first refresh, or when neither layout nor unit was ever there.</summary>
    public ViewState? Current => current;

    /// <summary>How many connections are shown this view; changed under the lock of <see cref="LiveViews"/>.</summary>
    public int Subscribers { get; set; }

    /// <summary>When it was last asked for; changed under the lock of <see cref="LiveViews"/>.</summary>
    public Instant LastUsedAt { get; set; }

    /// <summary>Brings the state up to the newest version and to <paramref name="now"/>; does nothing if it is there already. No I/O.</summary>
    public ViewState? Refresh(Instant now)
    {
        lock (gate)
        {
            WallLayout? layout = walls.Find(Key.Layout) ?? current?.Plan.Layout;
            return layout is null || IsCurrent(layout, now) ? current : cube.Read(now, counts => Compute(layout, counts, now));
        }
    }

    /// <summary>Everything the view shows; shared by all who ask within the same second.</summary>
    public EncodedMessage SnapshotOf(ViewState state, Instant now)
    {
        long second = now.ToUnixTimeSeconds();
        SharedSnapshot? shared = snapshot;
        if (shared is null || !ReferenceEquals(shared.State, state) || shared.Second != second || shared.SourcesSequence != sources.Sequence || shared.AlertsSequence != alerts.Sequence)
        {
            shared = new SharedSnapshot(state, second, sources.Sequence, alerts.Sequence, LiveMessages.Snapshot(state, alerts.Encode(Key.Unit), sources.Encode(now)));
            snapshot = shared;
        }

        return shared.Message;
    }

    /// <summary>While the cube is being rebuilt for a new catalogue this is false, and the old one is asked again until the new one is there.</summary>
    private bool IsCurrent(WallLayout layout, Instant now) =>
        current is { } known
        && ReferenceEquals(known.Plan.Layout, layout)
        && ReferenceEquals(known.Plan.Catalogue, catalogues.Current)
        && known.IsCurrent(cube.Version, now);

    private ViewState? Compute(WallLayout layout, ICountReader counts, Instant now)
    {
        ViewPlan? plan = current?.Plan;
        if (plan is null || !ReferenceEquals(plan.Layout, layout) || !ReferenceEquals(plan.Catalogue, counts.Catalogue))
        {
            plan = ViewPlan.Make(layout, Key.Unit, counts.Catalogue, demo.IsOn);
        }

        if (plan is null)
        {
            return current;
        }

        IReadOnlyList<ViewPart> parts = evaluator.Evaluate(plan, counts, now);
        string at = InstantPattern.Format(now.InZone(counts.Catalogue.Calendar.Zone).ToOffsetDateTime());
        ViewState next = current is { } before && ReferenceEquals(before.Plan, plan) && before.Version <= counts.Version && SameKeys(before, parts)
            ? Follow(before, parts, counts.Version, now, at)
            : Begin(parts, plan, counts.Version, now, at);
        current = next;
        return next;
    }

    /// <summary>A state from which no difference to earlier ones can be told: other figures, another layout or catalogue.</summary>
    private ViewState Begin(IReadOnlyList<ViewPart> parts, ViewPlan plan, long version, Instant now, string at)
    {
        long sequence = (current?.Sequence ?? 0) + 1;
        return new ViewState
        {
            Version = version,
            ComputedAt = now,
            At = at,
            Sequence = sequence,
            FirstSequence = sequence,
            FirstVersion = version,
            Plan = plan,
            Entries = [.. parts.Select(part => new ViewEntry(part.Key, part.IsCurve, part.Json, sequence, version))],
        };
    }

    private static ViewState Follow(ViewState before, IReadOnlyList<ViewPart> parts, long version, Instant now, string at)
    {
        long sequence = before.Sequence + 1;

        // A screen at the new version has seen what the data changed; what the clock alone may have changed it can lack at that very version too.
        bool clockMoved = version == before.Version || HourOf(now) != HourOf(before.ComputedAt);
        long missingUpTo = clockMoved ? version : version - 1;
        ViewEntry[] entries = new ViewEntry[parts.Count];
        bool changed = false;
        for (int index = 0; index < entries.Length; index++)
        {
            ViewEntry old = before.Entries[index];
            bool same = old.Json.Span.SequenceEqual(parts[index].Json.Span);
            entries[index] = same ? old : new ViewEntry(old.Key, old.IsCurve, parts[index].Json, sequence, missingUpTo);
            changed |= !same;
        }

        return new ViewState
        {
            Version = version,
            ComputedAt = now,
            At = at,
            Sequence = changed ? sequence : before.Sequence,
            FirstSequence = before.FirstSequence,
            FirstVersion = before.FirstVersion,
            Plan = before.Plan,
            Entries = changed ? entries : before.Entries,
        };
    }

    private static bool SameKeys(ViewState before, IReadOnlyList<ViewPart> parts)
    {
        if (before.Entries.Count != parts.Count)
        {
            return false;
        }

        for (int index = 0; index < parts.Count; index++)
        {
            if (before.Entries[index].Key != parts[index].Key)
            {
                return false;
            }
        }

        return true;
    }

    private static long HourOf(Instant instant) => instant.ToUnixTimeSeconds() / 3600;

    private readonly Lock gate = new();
    private volatile ViewState? current;
    private volatile SharedSnapshot? snapshot;

    private sealed record SharedSnapshot(ViewState State, long Second, long SourcesSequence, long AlertsSequence, EncodedMessage Message);
}
