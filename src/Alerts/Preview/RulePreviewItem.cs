using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Preview;

/// <summary>One instance of a rule as it stands now.</summary>
/// <param name="Unit">Unit code.</param>
/// <param name="Category">Category path; empty = all.</param>
/// <param name="HasData">Whether it can be judged.</param>
/// <param name="Level">The level it stands at; null = none.</param>
/// <param name="Reason">Why: <c>threshold zero_base back_under no_data</c>.</param>
/// <param name="Figures">The figures behind it; the threshold is that of its level, else of the mildest.</param>
/// <param name="Summary">What an alert would say, in Chinese.</param>
/// <param name="SummaryEn">The same in English.</param>
public sealed record RulePreviewItem(string Unit, string Category, bool HasData, Severity? Level, string Reason, AlertFigures Figures, string Summary, string SummaryEn);
