namespace Tongbi.Collector.Bulletins;

/// <summary>A date or period that the text names.</summary>
/// <param name="Length">Characters it takes.</param>
/// <param name="Days">Days of the period; null for a single date, a time, or a period whose length is not certain.</param>
/// <param name="Year">The year it names, if it names one.</param>
/// <param name="IsPeriod">Whether it is a period at all.</param>
internal readonly record struct NamedSpan(int Length, int? Days, int? Year, bool IsPeriod);
