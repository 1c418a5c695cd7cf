using Tongbi.Alerts.Backtest;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Api;

/// <summary>What a rule would have raised.</summary>
/// <param name="Version">Version of the data set: today's knowledge of the past.</param>
/// <param name="Rule">The rule as it was understood.</param>
/// <param name="From">First moment evaluated.</param>
/// <param name="To">End, exclusive.</param>
/// <param name="Step">Time between two evaluations.</param>
/// <param name="Evaluations">Moments × instances.</param>
/// <param name="Fired">How many episodes there are.</param>
/// <param name="FiredUnderTen">How many of them on a figure below 10, where a rate says little.</param>
/// <param name="Episodes">In the order of firing.</param>
internal sealed record BacktestAnswer(
    long Version, RuleEntry Rule, string From, string To, string Step, long Evaluations, int Fired, int FiredUnderTen, IReadOnlyList<BacktestAnswer.EpisodeEntry> Episodes)
{
    private const int Small = 10;

    /// <summary>Writes a result out.</summary>
    public static BacktestAnswer Of(Rule rule, BacktestResult result, Catalogue catalogue) => new(
        result.Version,
        RuleEntry.Of(rule),
        OfficeTime.Text(result.From, catalogue),
        OfficeTime.Text(result.To, catalogue),
        RuleDocument.Iso(result.Step),
        result.Evaluations,
        result.Episodes.Count,
        result.Episodes.Count(episode => episode.Figures.Current < Small),
        [.. result.Episodes.Select(episode => EpisodeEntry.Of(episode, catalogue))]);

    /// <summary>One alert that would have been raised.</summary>
    /// <param name="Unit">Unit code.</param>
    /// <param name="Category">Category path; empty = all.</param>
    /// <param name="ActiveAt">When its condition began to hold.</param>
    /// <param name="StartsAt">When it would have fired.</param>
    /// <param name="EndsAt">When it would have been resolved; null = it goes on at the end.</param>
    /// <param name="Severity">At first.</param>
    /// <param name="Worst">At worst.</param>
    /// <param name="Value">The statistic at first.</param>
    /// <param name="PeakValue">The statistic at the worst level's beginning.</param>
    /// <param name="Current">The count at first.</param>
    /// <param name="Base">The base at first.</param>
    /// <param name="Rate">The rate at first.</param>
    /// <param name="Summary">What would have been told, in Chinese.</param>
    /// <param name="SummaryEn">The same in English.</param>
    internal sealed record EpisodeEntry(
        string Unit,
        string Category,
        string ActiveAt,
        string StartsAt,
        string? EndsAt,
        string Severity,
        string Worst,
        decimal? Value,
        decimal? PeakValue,
        decimal? Current,
        decimal? Base,
        decimal? Rate,
        string Summary,
        string SummaryEn)
    {
        /// <summary>Writes an episode out.</summary>
        public static EpisodeEntry Of(Episode episode, Catalogue catalogue) => new(
            episode.Key.Unit,
            episode.Key.Category,
            OfficeTime.Text(episode.ActiveAt, catalogue),
            OfficeTime.Text(episode.StartsAt, catalogue),
            episode.EndsAt is { } end ? OfficeTime.Text(end, catalogue) : null,
            episode.Severity.Word(),
            episode.Worst.Word(),
            episode.Figures.Value,
            episode.Peak.Value,
            episode.Figures.Current,
            episode.Figures.Base,
            episode.Figures.Rate,
            episode.Summary,
            episode.SummaryEn);
    }
}
