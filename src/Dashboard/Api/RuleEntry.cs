using System.Text.Json.Serialization;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;

namespace Tongbi.Dashboard.Api;

/// <summary>A rule as the API tells it, under the names of its file; defaults are written out.</summary>
/// <param name="Id">Rule id.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Metric">Metric id.</param>
/// <param name="Unit">Topmost unit.</param>
/// <param name="Depth">Levels of units below it with alerts of their own.</param>
/// <param name="Category">Topmost category; empty = all.</param>
/// <param name="CategoryDepth">Levels of categories below it with alerts of their own.</param>
/// <param name="Source">The one source; null = all.</param>
/// <param name="Period">Period.</param>
/// <param name="Statistic">What is held against the thresholds.</param>
/// <param name="Compare">What with; null = nothing.</param>
/// <param name="Above">Thresholds by level; null where the rule looks below.</param>
/// <param name="Below">Thresholds by level; null where the rule looks above.</param>
/// <param name="Clear">Where each level is left.</param>
/// <param name="ZeroBase"><c>fire ignore</c>.</param>
/// <param name="Consecutive">Periods in a row.</param>
/// <param name="Every">How often it is evaluated besides every change.</param>
/// <param name="MinimumValue">Smallest figure.</param>
/// <param name="MinimumChange">Smallest change.</param>
/// <param name="Significance">Largest p-value.</param>
/// <param name="For">How long it must hold.</param>
/// <param name="KeepFiringFor">How long it is kept firing.</param>
/// <param name="NoData"><c>keep firing resolve</c>.</param>
/// <param name="NoDataFor">How long data must be missing.</param>
/// <param name="File">Name of its file; null = it was made on a page.</param>
/// <param name="Instances">How many alerts it may have: units × categories.</param>
internal sealed record RuleEntry(
    string Id,
    string Name,
    string NameEn,
    string Metric,
    string Unit,
    int Depth,
    string Category,
    int CategoryDepth,
    string? Source,
    string Period,
    string Statistic,
    string? Compare,
    IReadOnlyDictionary<string, decimal>? Above,
    IReadOnlyDictionary<string, decimal>? Below,
    IReadOnlyDictionary<string, decimal> Clear,
    string ZeroBase,
    int Consecutive,
    string Every,
    decimal? MinimumValue,
    decimal? MinimumChange,
    double? Significance,
    string For,
    string KeepFiringFor,
    string NoData,
    string NoDataFor,
    string? File,
    int Instances)
{
    /// <summary>Where it comes from and how it stands; only where rules are listed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuleStatus? Status { get; init; }

    /// <summary>Writes a rule out.</summary>
    public static RuleEntry Of(Rule rule)
    {
        Dictionary<string, decimal> thresholds = rule.Levels.ToDictionary(level => level.Severity.Word(), level => level.Threshold, StringComparer.Ordinal);
        return new RuleEntry(
            rule.Id,
            rule.Name,
            rule.NameEn,
            rule.Metric.Id,
            rule.Unit.Code,
            rule.Depth,
            rule.Category.Path,
            rule.CategoryDepth,
            rule.Source?.Id,
            rule.Period,
            rule.Statistic.Word(),
            rule.Compare,
            rule.Below ? null : thresholds,
            rule.Below ? thresholds : null,
            rule.Levels.ToDictionary(level => level.Severity.Word(), level => level.Clear, StringComparer.Ordinal),
            rule.ZeroBaseFires ? "fire" : "ignore",
            rule.Consecutive,
            RuleDocument.Iso(rule.Every),
            rule.MinimumValue,
            rule.MinimumChange,
            rule.Significance,
            RuleDocument.Iso(rule.For),
            RuleDocument.Iso(rule.KeepFiringFor),
            rule.NoData.Word(),
            RuleDocument.Iso(rule.NoDataFor),
            rule.File.Length == 0 ? null : Path.GetFileName(rule.File),
            (int)RuleSet.InstancesOf(rule));
    }
}
