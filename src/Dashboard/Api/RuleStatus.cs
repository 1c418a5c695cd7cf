using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules.Pages;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Api;

/// <summary>Where a rule comes from and how it stands.</summary>
/// <param name="Origin"><c>file</c> or <c>page</c>.</param>
/// <param name="ReadOnly">Whether it is changed in its file only.</param>
/// <param name="Version">Version of a rule made on a page; null for one of a file.</param>
/// <param name="Author">Who wrote that version.</param>
/// <param name="UpdatedAt">When.</param>
/// <param name="Note">Why.</param>
/// <param name="Firing">How many of its alerts fire.</param>
/// <param name="Pending">How many wait for <c>for</c>.</param>
internal sealed record RuleStatus(string Origin, bool ReadOnly, long? Version, string? Author, string? UpdatedAt, string? Note, int Firing, int Pending)
{
    /// <summary>The status of a rule in force.</summary>
    public static RuleStatus Of(string rule, RulesInForce rules, IReadOnlyDictionary<AlertKey, Alert> open, Catalogue catalogue)
    {
        RuleVersion? version = rules.Files.Find(rule) is null ? rules.Page(rule)?.Version : null;
        (int firing, int pending) = Counts(rule, open);
        return version is null
            ? new RuleStatus("file", true, null, null, null, null, firing, pending)
            : new RuleStatus("page", false, version.Number, version.Author, OfficeTime.Text(version.At, catalogue), version.Note, firing, pending);
    }

    private static (int Firing, int Pending) Counts(string rule, IReadOnlyDictionary<AlertKey, Alert> open)
    {
        int firing = 0;
        int pending = 0;
        foreach (Alert alert in open.Values.Where(alert => alert.Labels.Rule == rule))
        {
            firing += alert.State == AlertState.Firing ? 1 : 0;
            pending += alert.State == AlertState.Pending ? 1 : 0;
        }

        return (firing, pending);
    }
}
