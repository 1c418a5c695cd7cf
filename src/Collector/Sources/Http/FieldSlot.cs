namespace Tongbi.Collector.Sources.Http;

/// <summary>Where the value of one field stands in the bytes of its record.</summary>
/// <param name="Start">Offset of the first byte (inside the quotes of a string).</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct FieldSlot(int Start, int Length, FieldKind Kind)
{
    /// <summary>The value's bytes, still escaped if <see cref="FieldKind.EscapedText"/>.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> record) => record.Slice(Start, Length);
}
