using NodaTime.Text;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Import;

/// <summary>How one field of a record is made from a row.</summary>
/// <param name="Field">Slot of the field in the record's layout.</param>
/// <param name="Parts">What its text consists of, in order.</param>
/// <param name="Values">Texts that are replaced; null = none.</param>
/// <param name="Otherwise">What stands in for texts that <paramref name="Values"/> does not know; null = they stay as they are.</param>
/// <param name="Format">How a local time without offset is written, to be read in the catalogue's zone; null = the text is taken as it is.</param>
internal sealed record FieldRule(int Field, IReadOnlyList<TextPart> Parts, Utf8Table<byte[]>? Values, byte[]? Otherwise, LocalDateTimePattern? Format);
