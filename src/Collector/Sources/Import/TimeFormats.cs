using System.Text;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Import;

/// <summary>
/// How a source writes local times without an offset, tried in order. A text that already is what the contract asks for stays as it is. An
/// hour that a clock change skips moves forward, one that it repeats is the earlier.
/// </summary>
/// <param name="Patterns">The source's patterns.</param>
/// <param name="Grain">Null for a time of occurrence; for the period of a figure, the grain that the text stands for.</param>
internal sealed record TimeFormats(IReadOnlyList<LocalDateTimePattern> Patterns, BucketGrain? Grain)
{
    /// <summary>ISO 8601 without an offset, as the typed dates of a workbook are written by its reader.</summary>
    public static TimeFormats Iso { get; } = new(
        [
            LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss"),
            LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"),
            LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"),
            LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"),
            LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd"),
        ],
        null);

    /// <summary>The text as the contract spells it; null where no pattern fits.</summary>
    /// <param name="text">What stands in the row.</param>
    /// <param name="zone">Zone of the source's clock.</param>
    public byte[]? ToContract(ReadOnlySpan<byte> text, DateTimeZone zone)
    {
        if (text.Length > MaximumBytes || (Grain is null && Rfc3339.TryParse(text, out _)))
        {
            return null;
        }

        string written = Encoding.UTF8.GetString(text);
        foreach (LocalDateTimePattern pattern in Patterns)
        {
            ParseResult<LocalDateTime> parsed = pattern.Parse(written);
            if (parsed.Success)
            {
                return Encoding.ASCII.GetBytes(Grain is { } grain
                    ? OfGrain[(int)grain].Format(parsed.Value)
                    : InstantPattern.General.Format(zone.ResolveLocal(parsed.Value, OfficeCalendar.LenientResolver).ToInstant()));
            }
        }

        return null;
    }

    // No pattern of a date and a time gives more.
    private const int MaximumBytes = 128;

    private static readonly LocalDateTimePattern[] OfGrain = NewGrainPatterns();

    private static LocalDateTimePattern[] NewGrainPatterns()
    {
        LocalDateTimePattern[] made = new LocalDateTimePattern[(int)BucketGrain.Year + 1];
        made[(int)BucketGrain.Hour] = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH");
        made[(int)BucketGrain.Day] = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd");
        made[(int)BucketGrain.Month] = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM");
        made[(int)BucketGrain.Year] = LocalDateTimePattern.CreateWithInvariantCulture("uuuu");
        return made;
    }
}
