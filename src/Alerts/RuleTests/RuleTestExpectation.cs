using NodaTime;

namespace Tongbi.Alerts.RuleTests;

/// <summary>One line of a test's table: what an alert is to be at a moment.</summary>
/// <param name="Line">Line in the file, counted from 1.</param>
/// <param name="At">The moment.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Unit">Unit code.</param>
/// <param name="Category">Category path; empty = all.</param>
/// <param name="State"><c>none pending firing</c>.</param>
/// <param name="Severity">Word of the severity; null = not asked.</param>
/// <param name="Value">The statistic as text; null = not asked.</param>
/// <param name="Message">Text that one of the summaries holds; null = not asked.</param>
public sealed record RuleTestExpectation(int Line, Instant At, string Rule, string Unit, string Category, string State, string? Severity, string? Value, string? Message);
