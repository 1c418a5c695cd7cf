using System.Text.Json;
using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Api;

/// <summary>One step of an alert's history as the API tells it.</summary>
/// <param name="Sequence">Number within the alert, from 1.</param>
/// <param name="Kind"><c>pending fired raised lowered resolved flapping settled acknowledged feedback cleared falseAlarm</c>.</param>
/// <param name="At">When.</param>
/// <param name="FromState">State before; null = the first step.</param>
/// <param name="ToState">State after.</param>
/// <param name="FromSeverity">Severity before; null = the first step.</param>
/// <param name="ToSeverity">Severity after.</param>
/// <param name="Reason">Why, as a stable word.</param>
/// <param name="Actor">Who; null = the program.</param>
/// <param name="Comment">What the person wrote.</param>
/// <param name="Value">The statistic then.</param>
/// <param name="Threshold">The threshold then.</param>
/// <param name="Current">The count then.</param>
/// <param name="Base">The base then.</param>
/// <param name="Rate">The rate then.</param>
/// <param name="Version">Version of the data set then: the figures can be had again with <c>asOfVersion</c>.</param>
/// <param name="Summary">One Chinese sentence.</param>
/// <param name="SummaryEn">The same in English.</param>
internal sealed record TransitionEntry(
    int Sequence,
    string Kind,
    string At,
    string? FromState,
    string ToState,
    string? FromSeverity,
    string ToSeverity,
    string Reason,
    string? Actor,
    string? Comment,
    decimal? Value,
    decimal? Threshold,
    decimal? Current,
    decimal? Base,
    decimal? Rate,
    long Version,
    string Summary,
    string SummaryEn)
{
    /// <summary>Writes a step out.</summary>
    public static TransitionEntry Of(AlertTransition step, Catalogue catalogue)
    {
        AlertFigures figures = step.Alert.Figures;
        return new TransitionEntry(
            step.Sequence,
            JsonNamingPolicy.CamelCase.ConvertName(step.Kind.ToString()),
            OfficeTime.Text(step.At, catalogue),
            step.FromState is { } state ? AlertEntry.Word(state) : null,
            AlertEntry.Word(step.ToState),
            step.FromSeverity?.Word(),
            step.ToSeverity.Word(),
            step.Reason,
            step.Actor,
            step.Comment,
            figures.Value,
            figures.Threshold,
            figures.Current,
            figures.Base,
            figures.Rate,
            figures.Version,
            step.Alert.Summary,
            step.Alert.SummaryEn);
    }
}
