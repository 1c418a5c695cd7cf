namespace Tongbi.Alerts.Rules.Pages;

/// <summary>What is evaluated: the rules of files, and those of pages that no file overrules. Immutable.</summary>
/// <param name="Set">All rules in force; its reference changes exactly when they do.</param>
/// <param name="Files">Those of files alone.</param>
/// <param name="Pages">All rules made on pages and not deleted, in force or not, by id.</param>
public sealed record RulesInForce(RuleSet Set, RuleSet Files, IReadOnlyList<PageRule> Pages)
{
    /// <summary>The page rule of an id, or null.</summary>
    public PageRule? Page(string id) => Pages.FirstOrDefault(page => page.Version.Rule == id);
}
