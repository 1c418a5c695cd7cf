namespace Tongbi.Alerts.Rules.Pages;

/// <summary>A rule made on a page, as it stands under the files and the catalogue in force.</summary>
/// <param name="Version">Its newest version, which is not a deletion.</param>
/// <param name="State">Whether it is in force.</param>
/// <param name="Rule">The rule; null = it does not fit the catalogue any more.</param>
/// <param name="Mistakes">Why not.</param>
public sealed record PageRule(RuleVersion Version, PageRuleState State, Rule? Rule, IReadOnlyList<RuleMistake> Mistakes);
