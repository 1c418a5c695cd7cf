using NodaTime;
using NodaTime.Extensions;

namespace Tongbi.Collector.Sources.Health;

/// <summary>
/// What fails on our side of the sources: a folder or a pull reports here that it could not read, and here that it can again. A source with a
/// fault is <see cref="SourceState.Failed"/>. Kept in memory: after a restart a way in that still fails reports again. Thread-safe.
/// </summary>
public sealed class SourceFaults(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Source, string Way), SourceFault> standing = [];

    /// <summary>Reports that a way in failed for a source; again and again while it fails.</summary>
    /// <param name="source">Source id.</param>
    /// <param name="way">Which way in; the same word at its recovery.</param>
    /// <param name="code">Stable code.</param>
    /// <param name="message">One sentence with the remedy; never a value from a record, a file name that others chose, or a secret.</param>
    public void Report(string source, string way, string code, string message)
    {
        Instant now = time.GetUtcNow().ToInstant();
        lock (gate)
        {
            SourceFault? before = standing.GetValueOrDefault((source, way));
            standing[(source, way)] = new SourceFault(source, way, code, message, before?.Since ?? now, now, (before?.Times ?? 0) + 1);
        }
    }

    /// <summary>Reports that a way in works for a source; costs nothing where nothing stood against it.</summary>
    public void Recover(string source, string way)
    {
        lock (gate)
        {
            standing.Remove((source, way));
        }
    }

    /// <summary>What stands against a source: of several faults the one that failed last; null if nothing.</summary>
    public SourceFault? Find(string source)
    {
        lock (gate)
        {
            return standing.Values.Where(fault => fault.Source == source).MaxBy(fault => fault.LastAt);
        }
    }
}
