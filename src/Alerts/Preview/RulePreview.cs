using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Preview;

/// <summary>What a rule would say at this moment, if it were new and had no <c>for</c>.</summary>
/// <param name="Version">Version of the data it was evaluated on.</param>
/// <param name="Instances">How many alerts it may have.</param>
/// <param name="WithoutData">Of how many nothing can be said.</param>
/// <param name="AtLevel">How many stand at each level, the levels of the rule only.</param>
/// <param name="Items">The gravest, then the most extreme; at most as many as were asked for.</param>
public sealed record RulePreview(long Version, int Instances, int WithoutData, IReadOnlyDictionary<Severity, int> AtLevel, IReadOnlyList<RulePreviewItem> Items);
