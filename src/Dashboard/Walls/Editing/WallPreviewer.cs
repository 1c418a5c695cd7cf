using System.Text.Json;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Dashboard.Live;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Walls.Editing;

/// <summary>Shows what a layout would show, before any screen does.</summary>
internal sealed class WallPreviewer(ICountCube cube, ViewEvaluator evaluator, SourceBoard sources, IAlertBoard alerts, DemoState demo)
{
    /// <summary>The layout with names and its snapshot; null while the counts know another catalogue.</summary>
    public WallPreview? Show(WallLayout layout, Instant now) => cube.Read(now, counts =>
    {
        UnitNode unit = (layout.Unit is { } code ? counts.Catalogue.FindUnit(code) : null) ?? counts.Catalogue.RootUnit;
        if (ViewPlan.Make(layout, unit.Code, counts.Catalogue, demo.IsOn) is not { } plan)
        {
            return null;
        }

        ViewState state = new()
        {
            Version = counts.Version,
            ComputedAt = now,
            At = LiveView.InstantPattern.Format(now.InZone(counts.Catalogue.Calendar.Zone).ToOffsetDateTime()),
            Sequence = 1,
            FirstSequence = 1,
            FirstVersion = counts.Version,
            Plan = plan,
            Entries = [.. evaluator.Evaluate(plan, counts, now).Select(part => new ViewEntry(part.Key, part.IsCurve, part.Json, 1, counts.Version))],
        };
        EncodedMessage snapshot = LiveMessages.Snapshot(state, alerts.Encode(unit.Code), sources.Encode(now));
        return new WallPreview([], plan.Document, JsonDocument.Parse(snapshot.Json).RootElement.Clone());
    });
}
