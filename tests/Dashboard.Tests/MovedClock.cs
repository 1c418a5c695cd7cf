namespace Tongbi.Dashboard.Tests;

/// <summary>
/// Tells the time of another clock, such as one that a test moves, while timers run by the system's: a test may move the date by days without
/// every background loop of the server catching up with each second of them.
/// </summary>
internal sealed class MovedClock(TimeProvider told) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => told.GetUtcNow();
}
