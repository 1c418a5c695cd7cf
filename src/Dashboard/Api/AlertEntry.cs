using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Api;

/// <summary>An alert as the API and the hub tell it.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Name">The rule's Chinese name.</param>
/// <param name="NameEn">The rule's English name.</param>
/// <param name="Severity"><c>blue yellow orange red</c>; once resolved, the last.</param>
/// <param name="Worst">The gravest of its life.</param>
/// <param name="State"><c>pending firing resolved</c>.</param>
/// <param name="Labels">What routes and silences match on.</param>
/// <param name="Statistic">What is held against the threshold: <c>value change rate points z score age</c>.</param>
/// <param name="Value">The statistic; of an open alert as last evaluated. Null = unknown, or a rate over a base of 0.</param>
/// <param name="Threshold">The threshold of its level.</param>
/// <param name="Current">The period's count.</param>
/// <param name="Base">What it is compared with.</param>
/// <param name="Rate">(current − base) / base.</param>
/// <param name="PValue">Of the exact two-sided test, at the last transition.</param>
/// <param name="Period">Period as the rule spells it.</param>
/// <param name="Compare">Comparison as the rule spells it.</param>
/// <param name="DataTime">数据截至.</param>
/// <param name="Version">Version of the data set behind the figures.</param>
/// <param name="ActiveAt">When its condition began to hold.</param>
/// <param name="StartsAt">When it fired; of a pending one, when its condition began to hold.</param>
/// <param name="EndsAt">When it ended; null = it is open.</param>
/// <param name="ChangedAt">Last transition.</param>
/// <param name="Sequence">Number of its last transition.</param>
/// <param name="Flapping">Whether it changes so often that changes are not told.</param>
/// <param name="Disposition"><c>open cleared falseAlarm</c>: what a person made of it.</param>
/// <param name="AcknowledgedBy">签收: who.</param>
/// <param name="AcknowledgedAt">签收: when.</param>
/// <param name="Summary">One Chinese sentence, of the last transition.</param>
/// <param name="SummaryEn">The same in English.</param>
internal sealed record AlertEntry(
    string Id,
    string Rule,
    string Name,
    string NameEn,
    string Severity,
    string Worst,
    string State,
    AlertEntry.LabelSet Labels,
    string Statistic,
    decimal? Value,
    decimal? Threshold,
    decimal? Current,
    decimal? Base,
    decimal? Rate,
    double? PValue,
    string Period,
    string? Compare,
    string? DataTime,
    long Version,
    string ActiveAt,
    string StartsAt,
    string? EndsAt,
    string ChangedAt,
    int Sequence,
    bool Flapping,
    string Disposition,
    string? AcknowledgedBy,
    string? AcknowledgedAt,
    string Summary,
    string SummaryEn)
{
    /// <summary>Everything that happened to it, in order; only where one alert is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TransitionEntry>? History { get; init; }

    /// <summary>Every message that told of it and every attempt, newest first; only where one alert is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MessageEntry>? Deliveries { get; init; }

    /// <summary>Writes an alert out.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="catalogue">For the office's zone.</param>
    /// <param name="latest">Figures of a later evaluation than its last transition.</param>
    public static AlertEntry Of(Alert alert, Catalogue catalogue, AlertFigures? latest = null)
    {
        AlertFigures figures = latest ?? alert.Figures;
        return new AlertEntry(
            alert.Id,
            alert.Labels.Rule,
            alert.Name,
            alert.NameEn,
            alert.Severity.Word(),
            alert.Worst.Word(),
            Word(alert.State),
            new LabelSet(alert.Labels.Rule, alert.Labels.Metric, alert.Labels.Unit, alert.Labels.Category, alert.Severity.Word(), alert.Labels.Group),
            alert.Statistic,
            figures.Value,
            alert.Figures.Threshold,
            figures.Current,
            figures.Base,
            figures.Rate,
            alert.Figures.PValue,
            alert.Period,
            alert.Compare,
            Text(figures.DataTime, catalogue),
            figures.Version,
            OfficeTime.Text(alert.ActiveAt, catalogue),
            OfficeTime.Text(alert.StartsAt, catalogue),
            Text(alert.EndsAt, catalogue),
            OfficeTime.Text(alert.ChangedAt, catalogue),
            alert.Sequence,
            alert.Flapping,
            JsonNamingPolicy.CamelCase.ConvertName(alert.Disposition.ToString()),
            alert.AcknowledgedBy,
            Text(alert.AcknowledgedAt, catalogue),
            alert.Summary,
            alert.SummaryEn);
    }

    /// <summary><c>pending firing resolved</c>.</summary>
    public static string Word(AlertState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    private static string? Text(Instant? instant, Catalogue catalogue) => instant is { } known ? OfficeTime.Text(known, catalogue) : null;

    /// <summary>The labels.</summary>
    /// <param name="Rule">Rule id.</param>
    /// <param name="Metric">Metric id.</param>
    /// <param name="Unit">Unit code.</param>
    /// <param name="Category">Category path; empty = all.</param>
    /// <param name="Severity">Present severity.</param>
    /// <param name="Group">The metric's group; may be empty.</param>
    internal sealed record LabelSet(string Rule, string Metric, string Unit, string Category, string Severity, string Group);
}
