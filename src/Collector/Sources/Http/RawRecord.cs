namespace Tongbi.Collector.Sources.Http;

/// <summary>
/// One record as found in a body: where each known field's value stands, nothing validated but the syntax. Reused from record to record;
/// the offsets are into the bytes that are handed over together with it.
/// </summary>
internal sealed class RawRecord(FieldTable fields)
{
    /// <summary>The known fields.</summary>
    public FieldTable Fields => fields;

    /// <summary>Whether the record is an object at all (a JSON value need not be one).</summary>
    public bool IsObject { get; set; }

    /// <summary>Whether a member name occurred twice.</summary>
    public bool HasDuplicate { get; private set; }

    /// <summary>The first field name outside the table, as written in the body; kind <see cref="FieldKind.Absent"/> if none.</summary>
    public FieldSlot UnknownName { get; private set; }

    /// <summary>What stands in a field.</summary>
    public ref readonly FieldSlot this[int field] => ref slots[field];

    /// <summary>Forgets the record before.</summary>
    public void Clear()
    {
        Array.Clear(slots);
        seen = 0;
        IsObject = false;
        HasDuplicate = false;
        UnknownName = default;
    }

    /// <summary>Notes a field's value.</summary>
    public void Set(int field, FieldSlot slot)
    {
        HasDuplicate |= (seen & (1UL << field)) != 0;
        seen |= 1UL << field;
        slots[field] = slot;
    }

    /// <summary>Notes a name that is not in the table.</summary>
    public void NoteUnknown(FieldSlot name)
    {
        if (UnknownName.Kind == FieldKind.Absent && !fields.IgnoresUnknown)
        {
            UnknownName = name;
        }
    }

    /// <summary>Makes the offsets relative to a later start, where the record is a slice of the data that was scanned.</summary>
    public void Rebase(int start)
    {
        foreach (ref FieldSlot slot in slots.AsSpan())
        {
            slot = slot with { Start = slot.Start - start };
        }

        UnknownName = UnknownName with { Start = UnknownName.Start - start };
    }

    private readonly FieldSlot[] slots = new FieldSlot[fields.Names.Count];
    private ulong seen;
}
