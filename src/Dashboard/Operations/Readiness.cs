namespace Tongbi.Dashboard.Operations;

/// <summary>Whether the server has started. Thread-safe.</summary>
public sealed class Readiness
{
    private volatile bool started;

    /// <summary>Whether everything has started and the first credentials exist.</summary>
    public bool HasStarted => started;

    /// <summary>Everything has started and the first credentials exist.</summary>
    public void MarkStarted() => started = true;
}
