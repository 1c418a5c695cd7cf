using NodaTime;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rosters;
using Tongbi.Alerts.Tests.Delivery;

namespace Tongbi.Alerts.Tests.Rosters;

/// <summary>Who stands in is told in place of who is planned, for that shift and no other; the file stays the base.</summary>
public sealed class RosterBookTests
{
    // Some.Morning is 23 November 2026, 09:00 in the office: the shift of the 23rd.
    private static readonly LocalDate Today = new(2026, 11, 23);

    private const string Notify = """
        receivers:
          - { id: li, channels: [ { kind: file, folder: li } ] }
          - { id: wang, channels: [ { kind: file, folder: wang } ] }
          - { id: zhao, channels: [ { kind: file, folder: zhao } ] }
          - { id: duty, roster: { first: 2026-11-23, rotation: [li, wang] } }
          - { id: post, roster: { first: 2026-11-23, rotation: [duty] } }
        route: { receiver: duty, groupWait: PT0S }
        escalation: { red: [ { after: PT5M, receiver: post } ] }
        """;

    [Fact]
    public async Task StandIn_IsToldByRouteAndByEscalation_ForTheShiftOnly()
    {
        using DeliveryBench bench = new(Notify);
        bench.Rosters.Put("duty", Today, "li", "zhao", "培训", "admin");

        Alert alert = bench.Fire();
        await bench.PassAsync(Duration.FromMinutes(7));
        Assert.Equal(["zhao/0", "zhao/0"], bench.Outbox().Select(row => row.Channel));
        bench.Resolve(alert);

        bench.Time.Advance(TimeSpan.FromHours(23));
        bench.Fire("tomorrow");
        await bench.TurnAsync();
        Assert.Equal("wang/0", bench.Outbox()[^1].Channel);
    }

    [Fact]
    public void StandIn_SurvivesARestart_IsReplaced_AndTakenBack_AllOnRecord()
    {
        using DeliveryBench bench = new(Notify);
        bench.Rosters.Put("duty", Today, "li", "zhao", "培训", "admin");
        bench.Restart();
        Assert.Equal("zhao", bench.Rosters.Resolve(bench.Settings, "duty", bench.Now)?.Id);

        bench.Rosters.Put("duty", Today, "li", "wang", "zhao 请假", "chen");
        Assert.Equal("wang", bench.Rosters.Resolve(bench.Settings, "post", bench.Now)?.Id);
        Assert.True(bench.Rosters.End("duty", Today, "chen"));
        Assert.False(bench.Rosters.End("duty", Today, "chen"));
        Assert.Equal("li", bench.Rosters.Resolve(bench.Settings, "duty", bench.Now)?.Id);

        Assert.Equal(
            [("wang", "chen", "chen"), ("zhao", "admin", "chen")],
            bench.Rosters.History("duty", 10).Select(word => (word.Person, word.Author, word.EndedBy ?? "")));
    }

    [Fact]
    public void StandIn_WhereTheFileComesToNameAnother_HasNoEffectAndIsShownAsOverruled()
    {
        using DeliveryBench bench = new(Notify);
        bench.Rosters.Put("duty", Today, "li", "zhao", "培训", "admin");
        Assert.False(Shift().IsOverruled);

        bench.Settings = DeliveryBench.Parse(Notify.Replace("rotation: [li, wang]", "rotation: [li, wang], days: { 2026-11-23: wang }", StringComparison.Ordinal));
        Assert.Equal(("wang", true), (Shift().OnDuty, Shift().IsOverruled));

        // Nor where the file no longer knows who stands in.
        bench.Settings = DeliveryBench.Parse(Notify.Replace("  - { id: zhao, channels: [ { kind: file, folder: zhao } ] }\n", "", StringComparison.Ordinal));
        Assert.Equal(("li", true), (Shift().OnDuty, Shift().IsOverruled));
        Assert.Equal("li", bench.Rosters.Resolve(bench.Settings, "duty", bench.Now)?.Id);

        Shift Shift() => bench.Rosters.ShiftOn(bench.Settings, "duty", Today)!;
    }

    [Fact]
    public void Shifts_ChangeAtEight_AndBelongToTheDayOnWhichTheyBegin()
    {
        using DeliveryBench bench = new(Notify);
        Instant beforeEight = new LocalDateTime(2026, 11, 24, 7, 59).InZoneStrictly(Some.Zone).ToInstant();

        IReadOnlyList<Shift> shifts = bench.Rosters.Shifts(bench.Settings, "duty", beforeEight, 3)!;

        Assert.Equal([(Today, "li"), (Today.PlusDays(1), "wang"), (Today.PlusDays(2), "li")], shifts.Select(shift => (shift.Day, shift.OnDuty!)));
        Assert.Equal(new LocalDateTime(2026, 11, 24, 8, 0).InZoneStrictly(Some.Zone).ToInstant(), shifts[0].To);
        Assert.Equal(shifts[0].To, shifts[1].From);
        Assert.Null(bench.Rosters.Shifts(bench.Settings, "li", beforeEight, 3));
    }
}
