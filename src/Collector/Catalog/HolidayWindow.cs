using NodaTime;

namespace Tongbi.Collector.Catalog;

/// <summary>An unbroken run of days off, both ends included, as published for one year.</summary>
/// <param name="Year">The year it is listed under.</param>
/// <param name="Name">Key in the catalogue, e.g. <c>springFestival</c>.</param>
/// <param name="From">First day off.</param>
/// <param name="To">Last day off (inclusive).</param>
public sealed record HolidayWindow(int Year, string Name, LocalDate From, LocalDate To);
