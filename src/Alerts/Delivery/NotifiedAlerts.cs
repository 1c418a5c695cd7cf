using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;
using Tongbi.Collector.Catalog;

namespace Tongbi.Alerts.Delivery;

/// <summary>Turns an alert into what a message says of it.</summary>
internal static class NotifiedAlerts
{
    /// <summary>The alert as it is told.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="catalogue">Where names come from; a code that it does not know stands for itself.</param>
    /// <param name="settings">Where pages are.</param>
    /// <param name="former">Severities that its group was told of before.</param>
    public static NotifiedAlert Of(Alert alert, Catalogue catalogue, NotifySettings settings, IReadOnlyList<string> former)
    {
        Metric? metric = catalogue.FindMetric(alert.Labels.Metric);
        UnitNode? unit = catalogue.FindUnit(alert.Labels.Unit);
        CategoryNode? category = alert.Labels.Category.Length == 0 ? null : metric?.FindCategory(alert.Labels.Category);
        string severity = alert.Severity.Word();
        return new NotifiedAlert
        {
            Id = alert.Id,
            Rule = alert.Labels.Rule,
            Name = alert.Name,
            NameEn = alert.NameEn,
            Severity = severity,
            WorstSeverity = alert.Worst.Word(),
            Flapping = alert.Flapping,
            FormerSeverities = [.. former.Where(word => word != severity).Distinct()],
            Firing = alert.State == AlertState.Firing,
            Labels = AlertLabels.Names.Where(name => alert.Labels[name].Length > 0).ToDictionary(name => name, name => alert.Labels[name]),
            Place = new AlertPlace(
                metric?.Name ?? alert.Labels.Metric,
                metric?.NameEn ?? alert.Labels.Metric,
                unit?.Name ?? alert.Labels.Unit,
                unit?.NameEn ?? alert.Labels.Unit,
                category?.Name ?? alert.Labels.Category,
                category?.NameEn ?? alert.Labels.Category),
            Summary = alert.Summary,
            SummaryEn = alert.SummaryEn,
            Statistic = alert.Statistic,
            Value = alert.Figures.Value,
            Current = alert.Figures.Current,
            Base = alert.Figures.Base,
            Rate = alert.Figures.Rate,
            Threshold = alert.Figures.Threshold,
            DataTime = alert.Figures.DataTime,
            StartsAt = alert.StartsAt,
            EndsAt = alert.EndsAt,
            Link = settings.PublicUrl is { } root ? new Uri(root, $"/alerts/{alert.Id}").ToString() : null,
        };
    }

    /// <summary>The labels by which it is routed.</summary>
    public static Routing.Labels LabelsOf(AlertLabels labels) => new(AlertLabels.Names.Select(name => KeyValuePair.Create(name, labels[name])));
}
