using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Import;

/// <summary>How one field of a record is made from a row.</summary>
/// <param name="Field">Slot of the field in the record's layout.</param>
/// <param name="Parts">What its text consists of, in order.</param>
internal sealed record FieldRule(int Field, IReadOnlyList<TextPart> Parts)
{
    /// <summary>Which piece of the text is meant; null = all of it.</summary>
    public TextSplit? Split { get; init; }

    /// <summary>Texts that are replaced; null = none.</summary>
    public Utf8Table<byte[]>? Values { get; init; }

    /// <summary>What stands in for texts that <see cref="Values"/> does not know; null = they stay as they are.</summary>
    public byte[]? Otherwise { get; init; }

    /// <summary>What stands in for an empty text; null = the field is left out.</summary>
    public byte[]? Default { get; init; }

    /// <summary>How the source writes times; null = as the contract does.</summary>
    public TimeFormats? Times { get; init; }
}
