using Tongbi.Alerts.Rules;
using Tongbi.Alerts.Rules.Pages;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Api;

/// <summary>A rule made on a page that is not in force.</summary>
/// <param name="Id">Rule id.</param>
/// <param name="State"><c>overruled</c>: a file defines its id; <c>unusable</c>: it no longer fits the catalogue; <c>deleted</c>.</param>
/// <param name="Mistakes">Why it is unusable.</param>
/// <param name="Newest">Its newest version.</param>
internal sealed record ShelvedRule(string Id, string State, IReadOnlyList<RuleMistake> Mistakes, RuleVersionEntry Newest)
{
    /// <summary>Writes a rule out that is overruled or unusable.</summary>
    public static ShelvedRule Of(PageRule page, Catalogue catalogue) =>
        new(page.Version.Rule, page.State == PageRuleState.Overruled ? "overruled" : "unusable", page.Mistakes, RuleVersionEntry.Of(page.Version, catalogue));

    /// <summary>Writes a deleted one out.</summary>
    public static ShelvedRule OfDeleted(RuleVersion end, Catalogue catalogue) => new(end.Rule, "deleted", [], RuleVersionEntry.Of(end, catalogue));
}
