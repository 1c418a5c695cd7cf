namespace Tongbi.Collector.Statistics;

/// <summary>The days around Spring Festival that <c>year-lunar</c> aligns: all of 腊月 and 正月.</summary>
/// <param name="From">腊月初一, ISO 8601.</param>
/// <param name="To">The day after the last of 正月 (exclusive).</param>
/// <param name="NewYear">正月初一.</param>
/// <param name="BaseNewYear">正月初一 of the year before, on which the base is aligned.</param>
public sealed record ComparisonWindow(string From, string To, string NewYear, string BaseNewYear);
