namespace Tongbi.Alerts.Messages;

/// <summary>Names of what an alert is about, taken from the catalogue when the message was made.</summary>
/// <param name="Metric">Metric, Chinese.</param>
/// <param name="MetricEn">Metric, English.</param>
/// <param name="Unit">Unit, Chinese.</param>
/// <param name="UnitEn">Unit, English.</param>
/// <param name="Category">Category, Chinese; empty for all.</param>
/// <param name="CategoryEn">Category, English; empty for all.</param>
public sealed record AlertPlace(string Metric, string MetricEn, string Unit, string UnitEn, string Category, string CategoryEn);
