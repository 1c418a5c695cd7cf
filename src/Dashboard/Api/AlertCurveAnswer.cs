using Tongbi.Alerts.Backtest;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Api;

/// <summary>The curve of an alert's figure.</summary>
/// <param name="Version">Version of the data set.</param>
/// <param name="Statistic">What is held against the thresholds: <c>value change rate points z score age</c>.</param>
/// <param name="Reason">Why there is no curve: <c>rule_gone</c> (the rule, or the rule at this place, is no longer in force) or <c>age</c> (when sources were silent is not kept); null = there is one.</param>
/// <param name="StartsAt">When the alert fired.</param>
/// <param name="EndsAt">When it ended; null = it is open.</param>
/// <param name="Below">Whether falling below the thresholds is the breach.</param>
/// <param name="Levels">The rule's levels as they are in force.</param>
/// <param name="Points">In order of time.</param>
internal sealed record AlertCurveAnswer(
    long Version, string Statistic, string? Reason, string StartsAt, string? EndsAt, bool Below, IReadOnlyList<AlertCurveAnswer.LevelEntry> Levels, IReadOnlyList<AlertCurveAnswer.PointEntry> Points)
{
    /// <summary>Writes a curve out.</summary>
    public static AlertCurveAnswer Of(Alert alert, Rule? rule, IReadOnlyList<CurvePoint> points, long version, Catalogue catalogue) => new(
        version,
        alert.Statistic,
        points.Count > 0 ? null : rule?.Statistic == RuleStatistic.Age ? "age" : "rule_gone",
        OfficeTime.Text(alert.StartsAt, catalogue),
        alert.EndsAt is { } ended ? OfficeTime.Text(ended, catalogue) : null,
        rule?.Below ?? false,
        [.. (rule?.Levels ?? []).Select(level => new LevelEntry(level.Severity.Word(), level.Threshold, level.Clear))],
        [.. points.Select(point => new PointEntry(OfficeTime.Text(point.At, catalogue), point.Figures.Value, point.Figures.Current, point.Figures.Base))]);

    /// <summary>A level.</summary>
    /// <param name="Severity">The level.</param>
    /// <param name="Threshold">It is reached strictly beyond this.</param>
    /// <param name="Clear">It is left once the figure is back at or within this.</param>
    internal sealed record LevelEntry(string Severity, decimal Threshold, decimal Clear);

    /// <summary>A moment.</summary>
    /// <param name="At">The moment.</param>
    /// <param name="Value">The statistic; null = unknown, or a rate over a base of 0.</param>
    /// <param name="Current">The period's count.</param>
    /// <param name="Base">What it is compared with.</param>
    internal sealed record PointEntry(string At, decimal? Value, decimal? Current, decimal? Base);
}
