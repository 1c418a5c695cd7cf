using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Health;
using Tongbi.Collector.Statistics;

namespace Tongbi.Alerts.Evaluation;

/// <summary>Holds figures against a rule's levels. Pure functions; docs/formats/rules.md says the same in words.</summary>
public static class Judge
{
    /// <summary>Judges a figure as the statistics gave it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="item">The present period's figure.</param>
    /// <param name="earlier">The figures of the periods before, for rules that ask for several in a row; the nearest first.</param>
    /// <param name="before">Level at the last evaluation with data.</param>
    /// <param name="isSilent">Whether a source behind the figure is silent.</param>
    /// <param name="dataTime">Last success of the oldest source behind it.</param>
    /// <param name="version">Version of the data set.</param>
    public static Judgement Of(Rule rule, StatisticItem item, IReadOnlyList<StatisticItem> earlier, Severity? before, bool isSilent, Instant? dataTime, long version)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(earlier);
        AlertFigures figures = FiguresOf(rule, item, dataTime, version);
        bool isZeroBase = IsZeroBase(rule, item);
        if (figures.Value is null && !isZeroBase)
        {
            return Judgement.NoData(figures);
        }

        Severity? level = isZeroBase ? ZeroBaseLevel(rule, figures, item) : LevelOf(rule, figures, item, before);
        if (rule.Consecutive > 1 && level is not null)
        {
            level = LeastOf(rule, level.Value, earlier);
        }

        // What a silent source did not tell can only be missing: a rise stands, everything else is unknown.
        if (isSilent && item.Quality.State != "complete" && (rule.Below || level is null || level < before))
        {
            return Judgement.NoData(figures);
        }

        return new Judgement(true, level, figures with { Threshold = isZeroBase ? null : rule.Level(level ?? before ?? rule.Levels[0].Severity)?.Threshold }, level is null ? "back_under" : isZeroBase ? "zero_base" : "threshold");
    }

    /// <summary>Judges how long the sources behind a metric have been silent, in minutes; one that never delivered says nothing.</summary>
    public static Judgement OfAge(Rule rule, IReadOnlyDictionary<string, SourceActivity> activity, Severity? before, Instant now, long version)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(activity);
        Instant? oldest = Oldest(rule, activity);
        decimal? minutes = oldest is { } success ? decimal.Round((decimal)Duration.Max(now - success, Duration.Zero).TotalSeconds / 60, 2, MidpointRounding.ToZero) : null;
        AlertFigures figures = new(minutes, null, minutes, null, null, null, oldest, version);
        if (minutes is not { } age)
        {
            return Judgement.NoData(figures);
        }

        Severity? level = LevelOf(rule, age, before);
        return new Judgement(true, level, figures with { Threshold = rule.Level(level ?? before ?? rule.Levels[0].Severity)?.Threshold }, level is null ? "back_under" : "threshold");
    }

    /// <summary>The level of a figure: beyond a threshold it is reached at once, and left only when the figure is back at its <c>clear</c> (Kapacitor's rule).</summary>
    public static Severity? LevelOf(Rule rule, decimal value, Severity? before)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Severity? reached = rule.Levels.LastOrDefault(level => rule.Below ? value < level.Threshold : value > level.Threshold)?.Severity;
        bool isHeld = before is { } held && !(reached >= held) && rule.Level(held) is { } level && !(rule.Below ? value >= level.Clear : value <= level.Clear);
        return isHeld ? before : reached;
    }

    /// <summary>Last success of the source that is longest silent among those that ever delivered; null = none did.</summary>
    public static Instant? Oldest(Rule rule, IReadOnlyDictionary<string, SourceActivity> activity)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(activity);
        return rule.SourcesLookedAt.Select(source => activity.GetValueOrDefault(source.Id)?.LastSuccessAt).Min();
    }

    /// <summary>Whether a source that used to deliver has been silent for too long, whatever the cause.</summary>
    public static bool IsSilent(Rule rule, IReadOnlyDictionary<string, SourceActivity> activity, Instant now)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(activity);
        return rule.SourcesLookedAt.Any(source => SourceHealth.Of(source, activity.GetValueOrDefault(source.Id), fault: null, now).Lag >= source.SilentAfter);
    }

    private static Severity? LevelOf(Rule rule, AlertFigures figures, StatisticItem item, Severity? before) =>
        MeetsMinimums(rule, figures, item) && figures.Value is { } value ? LevelOf(rule, value, before) : null;

    private static Severity? ZeroBaseLevel(Rule rule, AlertFigures figures, StatisticItem item) =>
        rule.ZeroBaseFires && !rule.Below && figures.Current > 0 && MeetsMinimums(rule, figures, item) ? rule.Levels[^1].Severity : null;

    private static Severity? LeastOf(Rule rule, Severity level, IReadOnlyList<StatisticItem> earlier)
    {
        foreach (StatisticItem item in earlier)
        {
            AlertFigures figures = FiguresOf(rule, item, null, 0);
            Severity? then = IsZeroBase(rule, item) ? ZeroBaseLevel(rule, figures, item) : LevelOf(rule, figures, item, before: null);
            if (then is not { } reached)
            {
                return null;
            }

            level = reached < level ? reached : level;
        }

        return level;
    }

    private static bool IsZeroBase(Rule rule, StatisticItem item) =>
        rule.Statistic == RuleStatistic.Rate && ComparisonOf(rule, item)?.Reason == ComparisonReasons.ZeroBase;

    private static bool MeetsMinimums(Rule rule, AlertFigures figures, StatisticItem item)
    {
        StatisticComparison? comparison = ComparisonOf(rule, item);
        return !(rule.MinimumValue is { } smallest && !(figures.Current >= smallest))
            && !(rule.MinimumChange is { } least && !(comparison?.Change is { } change && Math.Abs(change) >= least))
            && !(rule.Significance is { } limit && !(comparison?.RateRatio?.PValue < limit));
    }

    private static AlertFigures FiguresOf(Rule rule, StatisticItem item, Instant? dataTime, long version)
    {
        StatisticComparison? comparison = ComparisonOf(rule, item);
        decimal? current = rule.Statistic.Compares() ? comparison?.Current : item.Value;
        decimal? value = rule.Statistic switch
        {
            RuleStatistic.Value => item.Value,
            RuleStatistic.Change => comparison?.Change,
            RuleStatistic.Rate => comparison?.Rate,
            RuleStatistic.Points => comparison?.Points,
            RuleStatistic.Z => Rounded(comparison?.Wheeler),
            RuleStatistic.Score => Rounded(comparison?.Score),
            RuleStatistic.Late => Share(item.Quality.LateEntries, item.Value),
            RuleStatistic.Reclassified => Share(item.Quality.Reclassified, item.Value),
            RuleStatistic.Disagreement => item.Quality.Disagreement is { } differ ? (differ ? 1 : 0) : null,
            _ => null,
        };
        return new AlertFigures(value, null, current, comparison?.Value, comparison?.Rate, comparison?.RateRatio?.PValue, dataTime, version);
    }

    private static StatisticComparison? ComparisonOf(Rule rule, StatisticItem item) => rule.Compare is { } name ? item.Comparisons.GetValueOrDefault(name) : null;

    // Of no records none came late.
    private static decimal? Share(long? part, decimal? whole) =>
        part is not { } some || whole is null ? null : whole > 0 ? Math.Round(some / whole.Value, 4, MidpointRounding.AwayFromZero) : 0;

    private static decimal? Rounded(double? number) =>
        number is { } some && double.IsFinite(some) && Math.Abs(some) < 1e12 ? Math.Round((decimal)some, 4, MidpointRounding.AwayFromZero) : null;
}
