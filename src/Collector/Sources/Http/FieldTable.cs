namespace Tongbi.Collector.Sources.Http;

/// <summary>The field names that a kind of record knows, each with its slot.</summary>
internal sealed class FieldTable
{
    /// <summary>Makes a table; the slot of a name is its position.</summary>
    /// <param name="names">Field names, at most 64.</param>
    /// <param name="ignoresUnknown">Whether other names are passed over (file import with a mapping) instead of being noted.</param>
    public FieldTable(IReadOnlyList<string> names, bool ignoresUnknown = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(names.Count, 64, nameof(names));
        Names = names;
        IgnoresUnknown = ignoresUnknown;
        slots = new Utf8Table<int>(names.Select((name, slot) => KeyValuePair.Create(name, slot)));
    }

    /// <summary>The names in the order of their slots.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether names outside the table are passed over.</summary>
    public bool IgnoresUnknown { get; }

    /// <summary>The slot of a field, or −1.</summary>
    public int Find(ReadOnlySpan<byte> name) => slots.TryGet(name, out int slot) ? slot : -1;

    private readonly Utf8Table<int> slots;
}
