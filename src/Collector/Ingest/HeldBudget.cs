using Tongbi.Collector.Ledger.Held;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// How many records of each source may still be promised to wait: what waits already and what requests being read have promised stay below
/// the source's limit together. Thread-safe.
/// </summary>
internal sealed class HeldBudget(IHeldRecords held)
{
    /// <summary>Takes a place for a record, if there is one.</summary>
    public bool TryTake(string source, int limit)
    {
        lock (promised)
        {
            long taken = promised.GetValueOrDefault(source);
            if (held.Held.GetValueOrDefault(source) + taken >= limit)
            {
                return false;
            }

            promised[source] = taken + 1;
            return true;
        }
    }

    /// <summary>Gives places back, once the records wait or the request failed.</summary>
    public void Return(string source, long places)
    {
        lock (promised)
        {
            promised[source] = promised.GetValueOrDefault(source) - places;
        }
    }

    private readonly Dictionary<string, long> promised = new(StringComparer.Ordinal);
}
