using NodaTime;
using NodaTime.Text;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Tests.Routing;

public sealed class MuteWindowTests
{
    // 2026-11-23 is a Monday. A range that crosses midnight belongs to the day on which it begins.
    [Theory]
    [InlineData("mon", "22:00-07:00", "2026-11-23T21:59", false)]
    [InlineData("mon", "22:00-07:00", "2026-11-23T22:00", true)]
    [InlineData("mon", "22:00-07:00", "2026-11-24T06:59", true)]
    [InlineData("mon", "22:00-07:00", "2026-11-24T07:00", false)]
    [InlineData("mon", "22:00-07:00", "2026-11-23T06:59", false)]
    [InlineData("sun", "22:00-07:00", "2026-11-23T06:59", true)]
    [InlineData("mon", "12:00-24:00", "2026-11-23T23:59", true)]
    [InlineData("mon", "12:00-24:00", "2026-11-24T00:00", false)]
    [InlineData("mon", "00:00-07:00", "2026-11-23T00:00", true)]
    public void Covers_RangesAreHalfOpenAndBelongToTheirFirstDay(string weekday, string times, string at, bool expected)
    {
        MuteWindow window = new("w", [weekday == "mon" ? IsoDayOfWeek.Monday : IsoDayOfWeek.Sunday], [TimeRange.TryParse(times)!.Value], [], [], []);

        Assert.Equal(expected, window.Covers(At(at)));
    }

    [Theory]
    [InlineData(-1, "2026-02-28T12:00", true)]
    [InlineData(-1, "2028-02-28T12:00", false)]
    [InlineData(-1, "2028-02-29T12:00", true)]
    [InlineData(31, "2026-11-30T12:00", false)]
    [InlineData(1, "2026-11-01T12:00", true)]
    public void Covers_DaysOfMonth_CountFromTheEndWhereNegative(int day, string at, bool expected) =>
        Assert.Equal(expected, new MuteWindow("w", [], [], [day], [], []).Covers(At(at)));

    [Fact]
    public void Mutes_OtherSeverity_IsTold()
    {
        MuteWindow window = new("w", [IsoDayOfWeek.Monday], [], [], [], ["blue", "yellow"]);

        Assert.True(window.Mutes("yellow", At("2026-11-23T12:00")));
        Assert.False(window.Mutes("red", At("2026-11-23T12:00")));
    }

    [Theory]
    [InlineData("red", "2026-11-23T23:00", null)]
    [InlineData("blue", "2026-11-23T23:00", "2026-11-24T07:00")]
    [InlineData("blue", "2026-11-24T03:00", "2026-11-24T07:00")]
    [InlineData("blue", "2026-11-24T07:00", null)]
    [InlineData("blue", "2026-11-24T12:30", "2026-11-24T14:00")]
    public void QuietHours_EndFor_IsTheEndOfTheQuietUnlessTheSeverityMayCome(string severity, string now, string? end)
    {
        QuietHours quiet = new([TimeRange.TryParse("22:00-24:00")!.Value, TimeRange.TryParse("00:00-07:00")!.Value, TimeRange.TryParse("12:00-14:00")!.Value], ["red"]);

        Assert.Equal(end is null ? null : At(end), quiet.EndFor(severity, At(now)));
    }

    [Theory]
    [InlineData("2026-11-23T07:59", "c")]
    [InlineData("2026-11-23T08:00", "a")]
    [InlineData("2026-11-24T07:59", "a")]
    [InlineData("2026-11-24T08:00", "b")]
    [InlineData("2026-11-26T08:00", "a")]
    [InlineData("2026-11-28T09:00", "deputy")]
    [InlineData("2026-11-20T07:00", null)]
    public void Roster_OnDuty_ChangesAtTheShiftAndNamedDaysGoFirst(string now, string? expected)
    {
        // First shift of the rotation: c begins on 22 November, then a, b, c …
        Roster roster = new(new LocalTime(8, 0), new LocalDate(2026, 11, 22), 1, ["c", "a", "b"], new Dictionary<LocalDate, string> { [new LocalDate(2026, 11, 28)] = "deputy" });

        Assert.Equal(expected, roster.OnDuty(At(now)));
    }

    private static LocalDateTime At(string text) => LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd'T'HH:mm").Parse(text).Value;
}
