namespace Tongbi.Alerts.Rules.Pages;

/// <summary>What became of a person's change of a rule.</summary>
/// <param name="Saved">The version that was written; null = none.</param>
/// <param name="Refusal">Why there is none.</param>
/// <param name="Mistakes">What is wrong with the rule, where that is why.</param>
public sealed record RuleOutcome(RuleVersion? Saved, RuleRefusal? Refusal, IReadOnlyList<RuleMistake> Mistakes)
{
    /// <summary>It was written.</summary>
    public static RuleOutcome Of(RuleVersion saved) => new(saved, null, []);

    /// <summary>It was not.</summary>
    public static RuleOutcome Refused(RuleRefusal refusal, params IReadOnlyList<RuleMistake> mistakes) => new(null, refusal, mistakes);
}
