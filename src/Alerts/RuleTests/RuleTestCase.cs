using NodaTime;

namespace Tongbi.Alerts.RuleTests;

/// <summary>One test of a file: counts in, moments, expected states.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Start">First evaluation.</param>
/// <param name="Step">Time between two evaluations.</param>
/// <param name="Series">The counts.</param>
/// <param name="Expectations">The table, in the order of time.</param>
public sealed record RuleTestCase(string Name, Instant Start, Duration Step, IReadOnlyList<RuleTestSeries> Series, IReadOnlyList<RuleTestExpectation> Expectations);
