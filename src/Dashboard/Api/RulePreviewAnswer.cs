using System.Text.Json;
using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Preview;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Api;

/// <summary>What a rule would say now.</summary>
/// <param name="Mistakes">What is wrong with it; then there is nothing else.</param>
/// <param name="Version">Version of the data it was evaluated on.</param>
/// <param name="At">The moment it was evaluated at.</param>
/// <param name="Rule">The rule as it was understood, defaults written out.</param>
/// <param name="Document">The rule without defaults: what to save.</param>
/// <param name="Instances">How many alerts it may have.</param>
/// <param name="WithoutData">Of how many nothing can be said.</param>
/// <param name="AtLevel">How many stand at each of its levels.</param>
/// <param name="Items">The twenty gravest, then the most extreme.</param>
internal sealed record RulePreviewAnswer(
    IReadOnlyList<RuleMistake> Mistakes,
    long? Version,
    string? At,
    RuleEntry? Rule,
    JsonElement? Document,
    int Instances,
    int WithoutData,
    IReadOnlyDictionary<string, int> AtLevel,
    IReadOnlyList<RulePreviewAnswer.PreviewItem> Items)
{
    /// <summary>The answer for a rule with mistakes.</summary>
    public static RulePreviewAnswer OfMistakes(IReadOnlyList<RuleMistake> mistakes) => new(mistakes, null, null, null, null, 0, 0, new Dictionary<string, int>(), []);

    /// <summary>Writes a preview out.</summary>
    public static RulePreviewAnswer Of(Rule rule, RulePreview preview, Instant now, Catalogue catalogue) => new(
        [],
        preview.Version,
        OfficeTime.Text(now, catalogue),
        RuleEntry.Of(rule),
        RuleVersionEntry.Parsed(RuleDocument.Of(rule)),
        preview.Instances,
        preview.WithoutData,
        preview.AtLevel.ToDictionary(pair => pair.Key.Word(), pair => pair.Value, StringComparer.Ordinal),
        [.. preview.Items.Select(item => PreviewItem.Of(item, catalogue))]);

    /// <summary>One unit and category as it stands now.</summary>
    /// <param name="Unit">Unit code.</param>
    /// <param name="UnitName">Its Chinese name.</param>
    /// <param name="UnitNameEn">Its English name.</param>
    /// <param name="Category">Category path; empty = all.</param>
    /// <param name="Level">The level it stands at; null = none.</param>
    /// <param name="HasData">Whether it can be judged.</param>
    /// <param name="Reason"><c>threshold zero_base back_under no_data</c>.</param>
    /// <param name="Value">The statistic.</param>
    /// <param name="Threshold">Threshold of its level, else of the mildest.</param>
    /// <param name="Current">The count.</param>
    /// <param name="Base">The base.</param>
    /// <param name="Rate">The rate.</param>
    /// <param name="PValue">The p-value, where there is one.</param>
    /// <param name="Summary">What an alert would say, in Chinese.</param>
    /// <param name="SummaryEn">The same in English.</param>
    internal sealed record PreviewItem(
        string Unit,
        string UnitName,
        string UnitNameEn,
        string Category,
        string? Level,
        bool HasData,
        string Reason,
        decimal? Value,
        decimal? Threshold,
        decimal? Current,
        decimal? Base,
        decimal? Rate,
        double? PValue,
        string Summary,
        string SummaryEn)
    {
        /// <summary>Writes an item out.</summary>
        public static PreviewItem Of(RulePreviewItem item, Catalogue catalogue)
        {
            UnitNode? unit = catalogue.FindUnit(item.Unit);
            return new PreviewItem(
                item.Unit,
                unit?.Name ?? item.Unit,
                unit?.NameEn ?? item.Unit,
                item.Category,
                item.Level?.Word(),
                item.HasData,
                item.Reason,
                item.Figures.Value,
                item.Figures.Threshold,
                item.Figures.Current,
                item.Figures.Base,
                item.Figures.Rate,
                item.Figures.PValue,
                item.Summary,
                item.SummaryEn);
        }
    }
}
