using System.Text;
using Tongbi.Collector.Ledger.Held;

namespace Tongbi.Collector.Ingest;

/// <summary>The records of one request that are to wait for their codes. Bounded by the sources' limits. Not thread-safe.</summary>
internal sealed class HeldIntake(HeldBudget? budget) : IDisposable
{
    /// <summary>The records.</summary>
    public IReadOnlyCollection<HeldRecord> Records => records;

    /// <summary>Whether anything can wait here at all.</summary>
    public bool IsOffered => budget is not null;

    /// <summary>Takes a place for a record of a source.</summary>
    public bool TryTake(string source, int limit)
    {
        if (budget?.TryTake(source, limit) is not true)
        {
            return false;
        }

        places[source] = places.GetValueOrDefault(source) + 1;
        return true;
    }

    /// <summary>Keeps a record for which a place was taken.</summary>
    public void Add(HeldRecord record) => records.Add(record);

    /// <summary>A code as text; the same text is one string.</summary>
    public string Text(ReadOnlySpan<byte> code)
    {
        string text = Encoding.UTF8.GetString(code);
        if (!texts.TryGetValue(text, out string? known))
        {
            texts.Add(text);
            known = text;
        }

        return known;
    }

    /// <summary>Gives the places back: the records are durable now, or never will be.</summary>
    public void Dispose()
    {
        foreach ((string source, long taken) in places)
        {
            budget?.Return(source, taken);
        }

        places.Clear();
        records.Clear();
    }

    private readonly List<HeldRecord> records = [];
    private readonly HashSet<string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> places = new(StringComparer.Ordinal);
}
