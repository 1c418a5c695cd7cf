namespace Tongbi.Dashboard.Operations;

/// <summary>Whether the server can answer, and if not, why. Thread-safe.</summary>
public sealed class Readiness
{
    private volatile bool started;

    /// <summary>Why the server is not ready; empty = it is.</summary>
    public IReadOnlyList<string> Reasons() => started ? [] : ["starting"];

    /// <summary>Everything has started and the first credentials exist.</summary>
    public void MarkStarted() => started = true;
}
