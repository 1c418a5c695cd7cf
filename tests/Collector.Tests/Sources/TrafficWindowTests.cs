using NodaTime;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Health;
using Xunit;

namespace Tongbi.Collector.Tests.Sources;

public sealed class TrafficWindowTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0, 59);

    [Theory]
    [InlineData(0, "1 1 1")]
    [InlineData(-4, "1 1 1")]
    [InlineData(-5, "0 1 1")]
    [InlineData(-59, "0 1 1")]
    [InlineData(-60, "0 0 1")]
    [InlineData(-1439, "0 0 1")]
    [InlineData(-1440, "0 0 0")]
    public void Minute_AtTheBordersOfTheWindows_CountsInThoseItBelongsTo(int minute, string expected)
    {
        TrafficMinute[] minutes = [Minute(minute)];
        Assert.Equal(expected, string.Join(' ', TrafficWindow.Of(minutes, Now).Select(window => window.Traffic.Received)));
    }

    [Fact]
    public void FirstMinute_IsTheEarliestThatCounts()
    {
        long first = TrafficWindow.FirstMinute(Now);
        Assert.Equal(1, TrafficWindow.Of([new TrafficMinute("a", first, One())], Now)[2].Traffic.Received);
        Assert.Equal(0, TrafficWindow.Of([new TrafficMinute("a", first - 1, One())], Now)[2].Traffic.Received);
    }

    [Fact]
    public void Windows_AddUpTheirMinutes() =>
        Assert.Equal([3L, 5L, 6L], TrafficWindow.Of([Minute(0), Minute(-1), Minute(-4), Minute(-5), Minute(-59), Minute(-60)], Now).Select(window => window.Traffic.Inserted));

    private static TrafficMinute Minute(int offset) => new("dispatch110", (Now.ToUnixTimeSeconds() / 60) + offset, One());

    private static SourceTraffic One() => new() { Inserted = 1 };
}
