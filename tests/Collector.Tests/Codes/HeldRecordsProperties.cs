using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Tests.Ingest;
using Tongbi.Collector.Tests.Ledger;

namespace Tongbi.Collector.Tests.Codes;

/// <summary>However late the codes are mapped, in however many steps, the counts are those of a mapping that had been there from the start.</summary>
public sealed class HeldRecordsProperties
{
    [Property(MaxTest = 60, EndSize = 30)]
    public Property LateMapping_EndsInTheCountsOfAnEarlyOne() => Prop.ForAll(Arb.From(Histories), async history =>
    {
        await using CodesBench early = await CodesBench.OpenAsync(Tables[^1]);
        await using CodesBench late = await CodesBench.OpenAsync(Tables[0]);
        foreach (Step step in history)
        {
            (await early.SendAsync(step.Kind, step.Record)).Dispose();
            late.Map(Tables[step.Table]);
            if (step.LooksBefore)
            {
                await late.Keeper.LookAsync(TestContext.Current.CancellationToken);
            }

            (await late.SendAsync(step.Kind, step.Record)).Dispose();
        }

        Assert.Equal(0, early.HeldCount);
        late.Map(Tables[^1]);
        await late.Keeper.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(await early.StateAsync(), await late.StateAsync());
        Assert.Equal(0, late.HeldCount);
    });

    private static Gen<Step[]> Histories => Gen.ArrayOf(Steps).SelectMany(steps => Gen.Shuffle(
        steps.DistinctBy(step => (step.Kind, step.Record["source"], step.Identity, step.Record["revision"])).ToArray()));

    private static Gen<Step> Steps =>
        from isFigure in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true)))
        from number in Gen.Choose(1, 4)
        from revision in Gen.Choose(0, 4)
        from unit in Gen.Elements("u1", "u2", "u3", "PS01", "PS02")
        from category in Gen.Elements("c1", "c2", "admin", "")
        from day in Gen.Choose(28, 31)
        from amount in Gen.Choose(0, 5)
        from withdrawn in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from table in Gen.Choose(0, Tables.Length - 1)
        from looks in Gen.Elements(true, false)
        select isFigure
            ? new Step(RecordKind.Figure, Figure(number, revision, unit, amount, withdrawn), $"{number}{Target(unit)}", table, looks)
            : new Step(RecordKind.Event, Happening(number, revision, unit, category, day, amount, withdrawn), $"{number}", table, looks);

    private static Fields Happening(int number, int revision, string unit, string category, int day, int amount, bool withdrawn) => Fields.SomeEvent($"A{number}")
        .With("revision", revision).With("unit", unit).With("category", category).With("quantity", amount).With("withdrawn", withdrawn)
        .With("occurredAt", string.Create(CultureInfo.InvariantCulture, $"2026-01-{day}T23:30:00+08:00"));

    private static Fields Figure(int number, int revision, string unit, int amount, bool withdrawn) => Fields.SomeFigure(string.Create(CultureInfo.InvariantCulture, $"2025-0{number}"))
        .With("revision", revision).With("unit", unit is "u3" ? "u1" : unit).With("count", amount).With("withdrawn", withdrawn);

    // What the last table makes of a unit's code: figures of one bucket differ in their revisions, or the last one sent would win.
    private static string Target(string unit) => unit is "u2" or "PS02" ? "PS02" : "PS01";

    private static readonly string[] Tables =
    [
        "sources: { dispatch110: { }, mediation: { } }",
        "sources: { dispatch110: { units: { u1: PS01 }, categories: { incident: { c1: admin/gambling } } }, mediation: { units: { u2: PS02 } } }",
        """
        sources:
          dispatch110:
            units: { u1: PS01, u2: PS02, u3: [ { to: PS01, validTo: 2026-01-30 }, { to: PS02, validFrom: 2026-01-30 } ] }
            categories: { incident: { c1: admin/gambling, c2: "/" } }
          mediation: { units: { u1: PS01, u2: PS02 } }
        """,
    ];

    private sealed record Step(RecordKind Kind, Fields Record, string Identity, int Table, bool LooksBefore);
}
