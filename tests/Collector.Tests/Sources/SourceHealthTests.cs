using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Health;
using Xunit;

namespace Tongbi.Collector.Tests.Sources;

public sealed class SourceHealthTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly SourceSystem Source = new(0, "dispatch110", "110接处警", "110 calls", Duration.FromMinutes(5), Duration.FromMinutes(15), Duration.FromHours(1));

    [Fact]
    public void Source_ThatTheLedgerDoesNotKnow_IsNever() =>
        Assert.Equal(new SourceHealth(SourceState.Never, null), SourceHealth.Of(Source, null, null, Now));

    [Fact]
    public void Source_WithRefusalsOnly_IsFailed() =>
        Assert.Equal(new SourceHealth(SourceState.Failed, null), SourceHealth.Of(Source, Activity(null, refusal: 1), null, Now));

    [Theory]
    [InlineData(0, SourceState.Live)]
    [InlineData(14, SourceState.Live)]
    [InlineData(15, SourceState.Late)]
    [InlineData(59, SourceState.Late)]
    [InlineData(60, SourceState.Silent)]
    [InlineData(600_000, SourceState.Silent)]
    public void State_FollowsTheAgeOfTheLastSuccess(int minutes, SourceState expected) =>
        Assert.Equal(new SourceHealth(expected, Duration.FromMinutes(minutes)), SourceHealth.Of(Source, Activity(minutes, null), null, Now));

    [Theory]
    [InlineData(10, 9, SourceState.Failed)]
    [InlineData(90, 1, SourceState.Failed)]
    [InlineData(10, 10, SourceState.Live)]
    [InlineData(10, 11, SourceState.Live)]
    public void Source_RefusedAfterItsLastSuccess_IsFailed(int success, int refusal, SourceState expected) =>
        Assert.Equal(expected, SourceHealth.Of(Source, Activity(success, refusal), null, Now).State);

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(90)]
    public void Source_WithAWayInThatFails_IsFailedWhateverElseCame(int? success)
    {
        SourceFault fault = new(Source.Id, "folder", "unreadable", "Send the file again.", Now, Now, 1);
        Assert.Equal(SourceState.Failed, SourceHealth.Of(Source, success is null ? null : Activity(success, null), fault, Now).State);
    }

    [Theory]
    [InlineData(14, 59, SourceState.Live)]
    [InlineData(15, 0, SourceState.Late)]
    [InlineData(59, 59, SourceState.Late)]
    [InlineData(60, 0, SourceState.Silent)]
    public void State_ChangesAtTheSecondOfItsBorder(int minutes, int seconds, SourceState expected)
    {
        Instant success = Now - Duration.FromMinutes(minutes) - Duration.FromSeconds(seconds);
        Assert.Equal(expected, SourceHealth.Of(Source, Activity(0, null) with { LastSuccessAt = success }, null, Now).State);
    }

    [Fact]
    public void Lag_WhenClocksDiffer_IsNeverNegative() =>
        Assert.Equal(new SourceHealth(SourceState.Live, Duration.Zero), SourceHealth.Of(Source, Activity(-1, null), null, Now));

    private static SourceActivity Activity(int? success, int? refusal) => new(Source.Id, null, null, Ago(success), Ago(refusal), 0, 0);

    private static Instant? Ago(int? minutes) => minutes is { } ago ? Now - Duration.FromMinutes(ago) : null;
}
