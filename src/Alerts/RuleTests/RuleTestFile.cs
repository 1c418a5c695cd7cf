using Tongbi.Alerts.Rules;

namespace Tongbi.Alerts.RuleTests;

/// <summary>A file of rule tests (docs/formats/rules-test.md).</summary>
/// <param name="Path">The file.</param>
/// <param name="Rules">The rules that it tests.</param>
/// <param name="Cases">At least one.</param>
public sealed record RuleTestFile(string Path, RuleSet Rules, IReadOnlyList<RuleTestCase> Cases);
