using System.Text.Json;
using Tongbi.Alerts.Rules;
using Tongbi.Alerts.Rules.Pages;

namespace Tongbi.Dashboard.Api;

/// <summary>One rule with all there is to edit it.</summary>
/// <param name="Id">Rule id.</param>
/// <param name="State"><c>inForce</c>, or <c>unusable</c>: it no longer fits the catalogue.</param>
/// <param name="Rule">The rule as it is understood, defaults written out; null = unusable.</param>
/// <param name="Document">The rule under the names of <c>rules/*.yaml</c>, without defaults: what to send back.</param>
/// <param name="Status">Where it comes from and how it stands.</param>
/// <param name="Mistakes">Why it is unusable.</param>
/// <param name="Overruled">The rule of this id that was made on a page and that the file overrules; null = none.</param>
internal sealed record RuleAnswer(
    string Id, string State, RuleEntry? Rule, JsonElement Document, RuleStatus Status, IReadOnlyList<RuleMistake> Mistakes, RuleVersionEntry? Overruled)
{
    /// <summary>Tag of a version, for <c>ETag</c> and <c>If-Match</c>.</summary>
    public static string Tag(RuleVersion version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{version.Number}\"");
}
