using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Publishing;

/// <summary>
/// Which sums stood above which leaf series when they were published. Kept with the cursor: after a change of the catalogue the sums that no longer
/// have a leaf below them are found by it, and emptied.
/// </summary>
/// <param name="Calendar">How time was cut.</param>
/// <param name="Units">Code of the unit above each; empty for the root.</param>
/// <param name="Metrics">Every metric.</param>
/// <param name="Codes">Unit codes at a level above, by ours; empty for a time-series store.</param>
internal sealed record PublishedTree(string Calendar, IReadOnlyDictionary<string, string> Units, IReadOnlyList<PublishedMetric> Metrics, IReadOnlyDictionary<string, string> Codes)
{
    /// <summary>The tree of a catalogue as a target sees it.</summary>
    public static PublishedTree Of(Catalogue catalogue, PublishTarget target) => new(
        CalendarOf(catalogue.Calendar),
        catalogue.Units.ToDictionary(unit => unit.Code, unit => unit.Parent?.Code ?? ""),
        [
            .. catalogue.Metrics.Select(metric => new PublishedMetric(
                metric.Id,
                [.. metric.Sources.Select(source => source.Id)],
                [.. metric.Categories.Select(category => category.Path)],
                metric.Of?.Id,
                [.. metric.Select.Select(category => category.Path)],
                metric is { Numerator: { } above, Denominator: { } below } ? [above.Id, below.Id] : [])),
        ],
        target.Units.Append(new("", target.Source ?? "")).ToDictionary(unit => unit.Key, unit => unit.Value));

    /// <summary>Equal for equal trees.</summary>
    public string Fingerprint() => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this with
    {
        Units = new SortedDictionary<string, string>(Units.ToDictionary(), StringComparer.Ordinal),
        Codes = new SortedDictionary<string, string>(Codes.ToDictionary(), StringComparer.Ordinal),
    }))));

    private static string CalendarOf(OfficeCalendar calendar) =>
        $"{calendar.Zone.Id}|{LocalTimePattern.GeneralIso.Format(calendar.DayStart)}|{calendar.MonthStart}|{calendar.FirstYear}";
}
