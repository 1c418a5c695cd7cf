using NodaTime;

namespace Tongbi.Dashboard.Tests.Live;

/// <summary>The system's clock set to another moment: it runs, but no test meets an hour's or a year's end by chance.</summary>
internal sealed class RunningClock(Instant begin) : TimeProvider
{
    private readonly TimeSpan offset = begin.ToDateTimeOffset() - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
}
