namespace Tongbi.Collector.Statistics;

/// <summary>A period as printed with its figure.</summary>
/// <param name="Name">As asked for, e.g. <c>2019</c>; null on the other side of a comparison.</param>
/// <param name="From">First statistical date, ISO 8601.</param>
/// <param name="To">Statistical date after the last (exclusive), ISO 8601; for a running period the end of the whole period is not reached yet.</param>
/// <param name="Days">Statistical days counted; a running period counts the days begun.</param>
/// <param name="Complete">Whether the period has ended at <c>asOf</c>; null on the other side of a comparison.</param>
/// <param name="FromAt">Instant of the first hour compared, RFC 3339; given where a side is cut at an hour.</param>
/// <param name="ToAt">Instant after the last hour compared, RFC 3339; given where a side is cut at an hour.</param>
public sealed record StatisticPeriod(string? Name, string From, string To, int Days, bool? Complete, string? FromAt, string? ToAt);
